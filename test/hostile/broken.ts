// Payloads that servers really sent, broken in as many ways as there are numbers.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { big, hostileTexts, hostileValues, pick } from './corpus.ts';

export type Kind =
	| 'event'
	| 'statsz'
	| 'varz'
	| 'idz'
	| 'user'
	| 'connz'
	| 'statz'
	| 'accountz'
	| 'jsz'
	| 'raftz'
	| 'ipqueuesz'
	| 'claims-list';

/** A payload that a server really sent, and the subject it came on. */
export type Capture = { name: string; kind: Kind; subject: string; text: string };

const folder = fileURLToPath(new URL('../fixtures/captures', import.meta.url));

const kindOf = (name: string): Kind | undefined => {
	if (/STATSZ|reply-(super-)?PING(-[a-z0-9-]+)?\.json/.test(name)) return 'statsz';
	if (name.startsWith('event-')) return 'event';
	if (name.includes('PING.STATZ')) return 'statz';
	if (name.includes('ACCOUNTZ')) return 'accountz';
	if (name.includes('JSZ')) return 'jsz';
	if (name.includes('RAFTZ')) return 'raftz';
	if (name.includes('IPQUEUESZ')) return 'ipqueuesz';
	if (name.includes('CLAIMS.LIST')) return 'claims-list';
	if (name.includes('CONNZ')) return 'connz';
	if (name.includes('PING.VARZ')) return 'varz';
	if (name.includes('IDZ')) return 'idz';
	return name.includes('USER.INFO') ? 'user' : undefined;
};

const endings = ['AUTH.ERR', 'SERVER.CONNS', 'DISCONNECT', 'CONNECT', 'LAMEDUCK', 'SHUTDOWN'] as const;

const subjectOf = (name: string): string => {
	const [, advisory] = /JS\.(?:EVENT\.ADVISORY\.)?([A-Z_.]+)/.exec(name) ?? [];
	if (advisory && !name.includes('SYS')) return `$JS.EVENT.ADVISORY.${advisory.replace(/\.$/, '')}`;
	const ending = endings.find((each) => name.includes(each)) ?? 'CONNECT';
	return ending === 'AUTH.ERR' ? '$SYS.SERVER.N.CLIENT.AUTH.ERR' : `$SYS.ACCOUNT.A.${ending}`;
};

/** Every capture that natstop would read. */
export const captures: readonly Capture[] = readdirSync(folder).flatMap((version) =>
	readdirSync(`${folder}/${version}`).flatMap((name) => {
		const kind = kindOf(name);
		if (kind === undefined) return [];
		const text = readFileSync(`${folder}/${version}/${name}`, 'utf8');
		return [
			{ name: `${version}/${name}`, kind, subject: subjectOf(name), text: JSON.stringify(JSON.parse(text)) },
		];
	}),
);

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Every place in a parsed payload that can be changed. */
const placesOf = (value: Container, found: [Container, string][] = []): [Container, string][] => {
	for (const key of Object.keys(value)) {
		found.push([value, key]);
		const child = (value as Record<string, unknown>)[key];
		if (isContainer(child)) placesOf(child, found);
	}
	return found;
};

/** One change: where, what kind of change, and which value. */
export type Edit = { at: number; how: number; what: number };

/** A copy: later edits may reach into it. */
const hostileValue = (index: number): unknown => structuredClone(pick(hostileValues, index));

const edit = (root: Container, { at, how, what }: Edit): void => {
	const places = placesOf(root);
	if (places.length === 0) return;
	const [holder, key] = pick(places, at);
	const target = holder as Record<string, unknown>;
	const value = target[key];
	if (how < 10)
		target[key] = typeof value === 'string' || how < 3 ? pick(hostileTexts, what) : hostileValue(what);
	else if (how < 13) target[key] = hostileValue(what);
	else if (how < 14) delete target[key];
	else if (how < 15 && Array.isArray(holder)) holder.push(...holder.slice(0, 3));
	else if (!Array.isArray(holder))
		Object.defineProperty(target, pick(hostileTexts, what), {
			value: hostileValue(at),
			enumerable: true,
			configurable: true,
			writable: true,
		});
};

/** How the text of a payload is broken after its values were. */
export type Breakage = { how: number; at: number; what: number };

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const badBytes: readonly (readonly number[])[] = [
	[0xff],
	[0xc0, 0x80],
	[0xed, 0xa0, 0x80],
	[0xf4, 0x90, 0x80, 0x80],
	[0x9b, 0x33, 0x31, 0x6d],
	[0x1b, 0x5b, 0x32, 0x4a],
	[0x00],
	[0xe2, 0x82],
];

const breakText = (text: string, { how, at, what }: Breakage): Uint8Array => {
	const whole = bytesOf(text);
	const place = whole.length === 0 ? 0 : at % whole.length;
	if (how === 0) return whole.slice(0, place);
	if (how === 1)
		return Uint8Array.from([...whole.slice(0, place), ...pick(badBytes, what), ...whole.slice(place)]);
	if (how === 2) {
		const list = whole.slice();
		list.set(pick(badBytes, what).slice(0, list.length - place), place);
		return list;
	}
	return whole;
};

/** A case before it is built: small numbers only. */
export type Recipe = { capture: number; edits: readonly Edit[]; breakage: Breakage };

const edits = fc.array(fc.record({ at: fc.nat(big), how: fc.nat(15), what: fc.nat(big) }), {
	minLength: 1,
	maxLength: 6,
});

/** Recipes; one in five breaks the text as well. */
export const recipe: fc.Arbitrary<Recipe> = fc.record({
	capture: fc.nat(big),
	edits,
	breakage: fc.record({ how: fc.nat(14), at: fc.nat(big), what: fc.nat(big) }),
});

/** The bytes of a recipe, from the captures of some kinds. A secret is one only where the text stayed `whole`. */
export const build = (
	from: Recipe,
	kinds: readonly Kind[],
): { capture: Capture; bytes: Uint8Array; whole: boolean } => {
	const capture = pick(byKinds(kinds), from.capture);
	const root = JSON.parse(capture.text) as Container;
	for (const each of from.edits) edit(root, each);
	const text = JSON.stringify(root).replace(/"@raw:((?:[^"\\]|\\.)*):raw@"/g, (_, inner: string) =>
		JSON.parse(`"${inner}"`),
	);
	return { capture, bytes: breakText(text, from.breakage), whole: from.breakage.how > 2 };
};

const pools = new Map<string, readonly Capture[]>();

const byKinds = (kinds: readonly Kind[]): readonly Capture[] => {
	const key = kinds.join();
	const pool = pools.get(key) ?? captures.filter(({ kind }) => kinds.includes(kind));
	pools.set(key, pool);
	return pool;
};
