import { readBakedPng } from '../../model/baked-png.ts';
import { holdBaked } from './hold-baked.ts';
import type { OpenContainer } from './opened.ts';

export const openPng: OpenContainer = async (bytes, allowance) =>
  holdBaked('png', await readBakedPng(bytes, allowance.left), allowance);
