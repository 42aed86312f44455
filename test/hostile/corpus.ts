// Hostile texts and values, and secrets; all chosen by small numbers, so that a case shrinks and repeats.

import fc from 'fast-check';

/** `HOSTILE_SEED=123 npx vitest run test/hostile` repeats a run; `HOSTILE_RUNS` multiplies the number of cases. */
export const seed = Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** The number of cases of one property. */
export const runs = (count: number): number => Math.ceil(count * Number(process.env.HOSTILE_RUNS ?? 1));

const payload = 'eyJqdGkiOiJYWFNFQ1JFVFBBWUxPQURYWCIsInN1YiI6IlVBQkMifQ';
const signature = 'XXSECRETSIGNATUREXXa9b8c7d6e5f4';
const jwt = `eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.${payload}.${signature}`;
const seeds = ['SU', 'SA', 'SN', 'SO', 'SX'].map((prefix, index) =>
	`${prefix}A${'BCDEF'[index]}3JKQ7ZSECRET2SEEDX4MNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST`
		.slice(0, 58)
		.padEnd(58, 'Z'),
);
const password = 'hunter2hunter2';
/** What stands in a field that is secret by its name. */
export const secretValue = 'VALUEOFASECRETFIELD';

/** Texts of which nothing may come out again, and in which they hide. */
const secretTexts: readonly string[] = [
	jwt,
	`user "${jwt}" failed`,
	`x${jwt}`,
	`${'f'.repeat(1000)} ${jwt}`,
	`${'f'.repeat(1010)}${seeds[0]}`,
	`${'f'.repeat(1015)} nats://ada:${password}@host:4222`,
	...seeds,
	`name_${seeds[0]}`,
	`${seeds[1]}tail`,
	`${seeds[2]}${seeds[3]}`,
	`{"seed":"${seeds[4]}"}`,
	`nats://ada:${password}@host:4222`,
	`x-nats://ada:${password}@host/path`,
	`tls://${password}@host`,
	`nats://ada:p@${password}@host`,
	`nats://a:${password}@h1,nats://b:${password}@h2`,
];

/** Pieces that betray a secret in whole or in part. */
export const betrayals: readonly string[] = [
	payload.slice(0, 14),
	payload.slice(24, 40),
	signature.slice(0, 12),
	'SECRET2SEED',
	'EFGHIJKLMNOPQRST',
	password.slice(0, 7),
	secretValue,
];

/** Texts that try to get at the terminal, at the layout or at the program. */
export const hostileTexts: readonly string[] = [
	'',
	' ',
	'\u001b[31mred\u001b[0m',
	'\u001b[2J\u001b[H',
	'\u001b[?1049l',
	'\u001b]0;title\u0007',
	'\u001b]52;c;ZXZpbA==\u0007',
	'\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\',
	'\u001b]0;never ended',
	'\u001b',
	'\u001b[',
	'\u001bc',
	'\u001bP1$r0m\u001b\\',
	'\u001b_apc\u001b\\',
	'\u001b^pm\u001b\\',
	'\u009b31mC1\u009bm',
	'\u009d0;c1 title\u009c',
	'\u0090dcs\u009c',
	'bell\u0007',
	'nul\u0000byte',
	'cr\rEVIL',
	'lf\nEVIL',
	'tab\tvt\u000bff\u000cbs\u0008del\u007f',
	'\u0085next line',
	'line\u2028para\u2029',
	'\u202eoverride\u202c',
	'\u2066isolate\u2069\u200e\u200f\u061c',
	'zero\u200bwidth\u200c\u200d\u2060\ufeff',
	'soft\u00adhyphen',
	'combining e\u0301\u0308\u20dd',
	`zalgo${'\u0335'.repeat(50)}`,
	'ナッツ-サーバー',
	'漢字'.repeat(40),
	'ｆｕｌｌｗｉｄｔｈ',
	'한글\u1112\u1161\u11ab\u1100\u1160\u115f',
	'ᄀᄀᄀ각ᆨᆨ',
	'กำลัง',
	'ລໍາຳ',
	'नमस्ते',
	'ﷺ',
	'𠀀𠀁𠀂𪜀'.repeat(30),
	'👩‍👩‍👧‍👦🇩🇪👍🏽⚡️❤️',
	'⌚⏰🀄',
	'\ud800',
	'\udc00\ud800 turned',
	'cut\ud83d',
	'\ue000private\u{f0000}',
	'\uffff\ufffe\u0378',
	'\u{e0041}\u{e007f}tags',
	'\u3164\uffa0\u115f\u1160fillers',
	'\u3000\u2003\u00a0spaces',
	'\u{13430}\u{1d173}',
	'\u0d4e\u{111c2}prepend',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'NaN',
	'Infinity',
	'-1',
	'1e999',
	'0x10',
	'18446744073709551615',
	'0001-01-01T00:00:00Z',
	'9999-12-31T23:59:59.999999999Z',
	'+275760-09-13T00:00:00.000Z',
	'-271821-04-20T00:00:00.000Z',
	'2026-13-45T99:99:99Z',
	'1970-01-01T00:00:00.001Z',
	'2026-11-23T18:48:03.823533314Z',
	'2.15.1',
	'99999999999999999999.1.1',
	'2..',
	'v2.12.0-RC.1',
	'../../../../etc/passwd',
	'..',
	'/',
	'a/b\\c',
	'*',
	'>',
	'$SYS.>',
	'a b',
	'foo.*.bar.>',
	'PING',
	'$(reboot)',
	"'; rm -rf ~ #",
	'`id`',
	'%s%n%d',
	'x'.repeat(300),
	'w'.repeat(2000),
	'.'.repeat(1024),
	`${'a'.repeat(1023)}😀`,
	`${'a'.repeat(1022)}𠀀b`,
	'N'.padEnd(56, 'A'),
	'A'.padEnd(56, 'B'),
	'U'.padEnd(56, 'C'),
	'SYS',
	'$G',
	'probe-1',
	...secretTexts,
];

/** A value put in as it is: what JSON.stringify cannot write. */
const raw = (text: string): string => `@raw:${text}:raw@`;

export const hostileValues: readonly unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	1,
	0.1,
	-0.5,
	1e-300,
	1e308,
	-1e308,
	2 ** 31,
	2 ** 53,
	raw('18446744073709551615'),
	raw('9223372036854775807'),
	raw('-9223372036854775808'),
	raw('1e999'),
	raw('-1e999'),
	raw('-0'),
	raw('1e-999'),
	[],
	{},
	[null],
	[[]],
	[1, 'two', { three: 3 }],
	{ msgs: -1, bytes: 1e308 },
	{ msgs: 'many', bytes: null },
	{ __proto__: null, constructor: 1 },
	raw('{"__proto__":{"polluted":true,"id":"X","name":"Y"}}'),
	raw('{"constructor":{"prototype":{"polluted":true}}}'),
	raw('{"a":1,"a":2,"id":"NA","id":"NB"}'),
	raw(`${'['.repeat(60)}${']'.repeat(60)}`),
	raw(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`),
	Array.from({ length: 40 }, (_, index) => ({ rid: index, name: index, sent: { msgs: 1, bytes: 1 } })),
	Array.from({ length: 9 }, () => ({ name: 'same', peer: 'same', lag: -1, active: 1e308, current: 1 })),
	{
		jwt: secretValue,
		Password: secretValue,
		nested: { auth_token: secretValue, list: [{ seed: secretValue }] },
	},
	...secretTexts.map((text) => ({ [text]: text })),
	...hostileTexts.map((text) => [text]),
];

/** A member of a list by any number. */
export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Numbers for choosing: far more than there is to choose from. */
export const big = { max: 100_000 };

/** A text from the corpus, or anything a person could not think of. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
	fc.nat(big).map((index) => pick(hostileTexts, index)),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
	fc.tuple(fc.nat(big), fc.nat(big)).map(([a, b]) => pick(hostileTexts, a) + pick(hostileTexts, b)),
);
