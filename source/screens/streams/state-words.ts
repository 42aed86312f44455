// The state and the configuration of a stream in words: how much is in it, whose word that is, what it keeps.

import { bytes, count } from '../../format/number.ts';
import { age } from '../../format/time.ts';
import { percentText } from '../../model/checks/check.ts';
import { withCommas } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { ToldSource } from '../../model/jetstream/told.ts';
import type { StreamLook } from './facts.ts';

const ago = (at: number | undefined, now: number): string | undefined =>
	at === undefined ? undefined : age(Math.max(0, now - at));

/** `by its leader east-1, 2s ago`, `west-1's copy, 8s ago`. */
export const toldText = ({ toldBy, leader, replicas }: Stream, { now }: StreamLook): string => {
	const since = age(Math.max(0, now - toldBy.at));
	if (toldBy.server === '') return 'nobody has told of it';
	if (replicas.length === 1) return `its only copy on ${toldBy.server}, ${since} ago`;
	if (toldBy.isLeader) return `by its leader ${toldBy.server}, ${since} ago`;
	const why = leader === undefined ? '' : `, as ${leader} does not answer`;
	return `${toldBy.server}'s copy, ${since} ago${why}`;
};

/** `310G of 500G 62%`. */
const usedText = (
	used: number | undefined,
	limit: number | undefined,
	write: (value: number | undefined) => string,
	noun = '',
): string =>
	limit === undefined || used === undefined
		? `${write(used)}${noun}`
		: `${write(used)} of ${write(limit)}${noun} ${percentText(used / limit)}`;

/** What is in it, in parts: those of least use last. `812M msgs`, `310G of 500G 62%`, `last 0s ago`, `seq 9,112,408,771`. */
export const stateParts = (stream: Stream, look: StreamLook): readonly string[] => {
	const { state, config } = stream;
	const { glyphs, now } = look;
	const [first, last] = [ago(state.firstTime, now), ago(state.lastTime, now)];
	return [
		usedText(state.messages, config?.maxMessages, (value) => count(value, glyphs), ' messages'),
		usedText(state.bytes, config?.maxBytes, (value) => bytes(value, glyphs)),
		...(last === undefined ? [] : [`last ${last} ago`]),
		`seq ${state.lastSeq === undefined ? glyphs.none : withCommas(state.lastSeq)}`,
		...(first === undefined ? [] : [`first ${first} ago`]),
		...(state.subjects === undefined ? [] : [`subjects ${count(state.subjects, glyphs)}`]),
		...(state.consumers === undefined ? [] : [`consumers ${count(state.consumers, glyphs)}`]),
		...(state.deleted === undefined ? [] : [`deleted ${count(state.deleted, glyphs)}`]),
	];
};

/** The same after whose word it is, where that is not its leader's. */
export const stateText = (stream: Stream, look: StreamLook): { whose: string; parts: readonly string[] } => {
	const isOwn = stream.toldBy.isLeader || stream.replicas.length === 1;
	return { whose: isOwn ? '' : `is ${toldText(stream, look)}: `, parts: stateParts(stream, look) };
};

/** `orders.> · file, limits, discard old, 3 replicas, max 500G, 7d`. */
export const configText = ({ config, wanted }: Stream, { glyphs }: StreamLook): string => {
	if (config === undefined) return 'configuration not told yet';
	const { subjects, storage, retention, discard, maxBytes, maxMessages, maxAge, isSealed } = config;
	const rest = [
		storage,
		retention,
		discard && `discard ${discard}`,
		wanted && `${wanted} ${wanted === 1 ? 'copy' : 'replicas'}`,
		maxBytes && `max ${bytes(maxBytes, glyphs)}`,
		maxMessages && `max ${count(maxMessages, glyphs)} msgs`,
		maxAge && age(maxAge),
		isSealed && 'sealed',
	].filter((part) => typeof part === 'string' && part !== '');
	const listens = subjects.length === 0 ? '' : `${firstAndMore(subjects)} ${glyphs.dot} `;
	return `${listens}${rest.join(', ')}`;
};

const oneSource = (
	what: string,
	{ name, lag, active, error, external }: ToldSource,
	{ glyphs }: StreamLook,
): string => {
	const from = external === undefined ? '' : ` (${external})`;
	const heard = active === undefined ? 'never heard' : `heard ${age(active)} ago`;
	return `${what} ${name}${from}: lag ${count(lag, glyphs)}, ${error ?? heard}`;
};

/** `mirror of ORDERS: lag 12, heard 0s ago`; nothing where it copies none. */
export const sourceText = ({ mirror, sources }: Stream, look: StreamLook): string | undefined => {
	const all = [
		...(mirror ? [oneSource('mirror of', mirror, look)] : []),
		...sources.map((source) => oneSource('source', source, look)),
	];
	return all.length === 0 ? undefined : firstAndMore(all, 4, { joint: '; ', noun: 'sources' });
};
