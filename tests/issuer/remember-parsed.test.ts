import { describe, expect, it } from 'vitest';
import { rememberParsed } from '../../src/issuer/remember-parsed.ts';

describe('what is published is parsed once', () => {
  const counted = () => {
    const calls: unknown[] = [];
    const parse = rememberParsed((document, beside) => {
      calls.push(document);
      return { document, beside: [...beside] };
    });
    return { calls, parse };
  };

  it('by its content, whoever read it, and nobody can change it for others', () => {
    const { calls, parse } = counted();
    const one = parse({ code: 'a', rules: [1] });
    expect(parse({ code: 'a', rules: [1] })).toBe(one);
    expect(parse({ code: 'a', rules: [2] })).not.toBe(one);
    expect(calls).toHaveLength(2);
    expect(() => (one.document as { rules: number[] }).rules.push(3)).toThrow(TypeError);
  });

  it('anew where what it depends on is another', () => {
    const { calls, parse } = counted();
    const [framework, other] = [{ code: 'f' }, { code: 'f' }];
    const one = parse({ code: 'a' }, [framework]);
    expect(parse({ code: 'a' }, [framework])).toBe(one);
    expect(parse({ code: 'a' }, [other])).not.toBe(one);
    expect(parse({ code: 'a' }, [])).not.toBe(one);
    expect(calls).toHaveLength(3);
  });

  it('and the oldest is forgotten', () => {
    const { calls, parse } = counted();
    for (let i = 0; i <= 100; i++) parse({ i });
    parse({ i: 100 });
    expect(calls).toHaveLength(101);
    parse({ i: 0 });
    expect(calls).toHaveLength(102);
  });
});
