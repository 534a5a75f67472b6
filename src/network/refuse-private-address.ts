import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLocalhost } from '../model/allowed-url.ts';
import { FetchFailure } from '../model/verification.ts';

/** Cloud metadata services whose address looks like any public one (Azure's WireServer). */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);

/** IPv6 that is routed on the internet. Outside it are forms that wrap an IPv4 address (`::127.0.0.1`). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether anyone on the internet could be meant by this IP address. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6') return parsed.match(GLOBAL_IPV6);
  return !METADATA_ADDRESSES.has(parsed.toString());
}

function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}

/** Whether a connection for this host name may go to this address. */
export function mayConnect(hostname: string, address: string, allowLocalhost: boolean): boolean {
  // The name `localhost` is a promise to stay on this machine, so nothing but loopback will do for it.
  if (isLocalhost(hostname)) return allowLocalhost && isLoopbackAddress(address);
  return isPublicAddress(address);
}

/**
 * A `lookup` for sockets that refuses names of private addresses. It runs as part of connecting, and the socket uses the
 * very addresses that were checked, so a name server that answers differently the second time (DNS rebinding) gains
 * nothing. A name with one private address among public ones is refused as a whole.
 */
export function createCheckedLookup(
  allowLocalhost: boolean,
  lookup: LookupFunction = systemLookup as LookupFunction,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, []);
      const addresses: LookupAddress[] = Array.isArray(found)
        ? found
        : [{ address: found, family: family ?? 4 }];
      const [first] = addresses;
      if (
        first === undefined ||
        !addresses.every((each) => mayConnect(hostname, each.address, allowLocalhost))
      )
        return callback(new FetchFailure('refused'), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
