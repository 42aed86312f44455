// Checks of streams: nobody leads it, its replicas lag, it is full, what it copies is gone; and what its metadata asks for.

import { withCommas } from '../count-words.ts';
import { firstAndMore } from '../first-names.ts';
import { farBehind } from '../jetstream/lag-track.ts';
import { isGone, isHere } from '../jetstream/replicas.ts';
import type { Replica } from '../jetstream/replicated.ts';
import { noAnswerText } from '../jetstream/replicated.ts';
import { quorumOf, type Stream } from '../jetstream/stream.ts';
import type { ToldSource } from '../jetstream/told.ts';
import { spanText } from '../span-text.ts';
import { type Check, type Finding, findingOf, percentText, severityOf, shareOf } from './check.ts';
import { monitored } from './stream-monitor.ts';

/** What a stream is judged by beside itself: our time, and whether there is no other round to judge by. */
export type StreamFacts = { now: number; atOnce?: boolean };

export type StreamCheck = Check<Stream, StreamFacts>;

/** A stream without a leader is looked at again for so long: an election takes a few seconds. Milliseconds. */
const electing = 5000;

/** A copy that lacks more than this part of all entries is no good any more. */
const muchMissing = 0.1;

/** Without a spare for so long, milliseconds. */
const spareless = 60_000;

/** A stream that is copied is heard each second; after so long without, milliseconds, it is gone or cannot be reached. */
const unheard = 60_000;

const namesOf = (replicas: readonly Replica[]): string => firstAndMore(replicas.map(({ name }) => name));

const quorum: StreamCheck['judge'] = (
	{ leader, leaderlessSince, quorumLostAt, replicas, wanted },
	{ now, atOnce },
) => {
	if (leader !== undefined || leaderlessSince === undefined) return undefined;
	const here = replicas.filter(isHere).length;
	const all = Math.max(wanted ?? 0, replicas.length);
	const needed = quorumOf(all);
	// Those that are left cannot elect anybody.
	const isLost = quorumLostAt !== undefined || all - replicas.filter(isGone).length < needed;
	if (!isLost && !atOnce && now - leaderlessSince < electing) return undefined;
	const text =
		here < needed
			? `no leader: ${here} of ${all} replicas here, needs ${needed}`
			: `no leader, though ${here} of ${all} replicas are here`;
	return { severity: 'critical', text, column: 'leader' };
};

const silentText = ({ name, active, state }: Replica): string => {
	if (state === 'offline') return `replica ${name} is offline`;
	return active === undefined || active < 1000
		? `replica ${name} is silent`
		: `replica ${name} silent for ${spanText(active)}`;
};

const silentReplica = ({ replicas }: Stream): Finding | undefined => {
	const [first, ...others] = replicas.filter(isGone);
	if (first === undefined) return undefined;
	const text = others.length === 0 ? silentText(first) : `replicas ${namesOf([first, ...others])} are silent`;
	return { severity: 'warn', text, column: 'repl' };
};

const lagging = ({ replicas, catchesUpIn }: Stream): Finding | undefined => {
	const behind = replicas.filter(({ isBehind, state }) => isBehind && state === 'lags');
	const [first, ...others] = behind.sort((a, b) => (b.lag ?? 0) - (a.lag ?? 0));
	if (first === undefined) return undefined;
	const left = catchesUpIn === undefined ? '' : `, about ${spanText(Math.max(1000, catchesUpIn))} left`;
	const more = others.length === 0 ? '' : ` and ${namesOf(others)}`;
	const text = `replica ${first.name}${more} lags ${withCommas(first.lag ?? 0)} entries${left}`;
	return { severity: 'warn', text, column: 'lag' };
};

const lacking = ({ replicas }: Stream): Finding | undefined => {
	const [worst] = replicas
		.filter(({ missing = 0, lag = 0 }) => missing > muchMissing && lag > farBehind)
		.sort((a, b) => (b.missing ?? 0) - (a.missing ?? 0));
	if (worst === undefined) return undefined;
	const text = `replica ${worst.name} lacks ${percentText(worst.missing ?? 0)} of all entries`;
	return { severity: 'critical', text, column: 'lag' };
};

const noSpare = ({ noSpareSince, replicas }: Stream, { now }: StreamFacts): Finding | undefined => {
	if (noSpareSince === undefined) return undefined;
	const gone = replicas.filter(isGone);
	const [left, needed] = [replicas.length - gone.length, quorumOf(replicas.length)];
	const words = `${left} of ${replicas.length} replicas left`;
	if (left < needed)
		return {
			severity: 'critical',
			text: `${words}, needs ${needed}: ${namesOf(gone)} silent`,
			column: 'repl',
		};
	if (now - noSpareSince < spareless) return undefined;
	return {
		severity: 'critical',
		text: `${words}, ${namesOf(gone)} silent: one more, and it stops`,
		column: 'repl',
	};
};

const fewReplicas = ({ replicas, config, toldBy }: Stream): Finding | undefined => {
	const wanted = config?.replicas ?? 0;
	if (!toldBy.isLeader || replicas.length >= wanted) return undefined;
	const text = `${replicas.length} of ${wanted} replicas are placed: its leader lists no more`;
	return { severity: 'warn', text, column: 'repl' };
};

const replicaLag: StreamCheck['judge'] = (stream, facts) => {
	if (stream.replicas.length < 2) return fewReplicas(stream);
	// How far they are behind is only known by a leader, and that there is none may say it all.
	if (stream.leader === undefined) return quorum(stream, facts, {}) ? undefined : silentReplica(stream);
	return (
		noSpare(stream, facts) ??
		lacking(stream) ??
		silentReplica(stream) ??
		lagging(stream) ??
		fewReplicas(stream)
	);
};

const sourceText = (
	what: string,
	{ name, active, error, lag = 0 }: ToldSource,
): { isError: boolean; text: string } | undefined => {
	if (error !== undefined) return { isError: true, text: `${what} ${name}: ${error}` };
	if (active !== undefined && active < unheard) return undefined;
	const since = active === undefined ? 'was never heard' : `not heard for ${spanText(active)}`;
	const behind = lag > 0 ? `, ${withCommas(lag)} messages behind` : '';
	return { isError: false, text: `${what} ${name} ${since}${behind}` };
};

const sourceLag: StreamCheck['judge'] = ({ mirror, sources, created, leader }, { now }) => {
	// Whoever was made a moment ago has not heard of anybody yet; followers never do.
	if (leader === undefined || (created !== undefined && now - created < unheard)) return undefined;
	const found = [
		...(mirror ? [sourceText('mirror of', mirror)] : []),
		...sources.map((source) => sourceText('source', source)),
	].filter((one) => one !== undefined);
	const worst = found.find(({ isError }) => isError) ?? found[0];
	if (worst === undefined) return undefined;
	const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
	return { severity: worst.isError ? 'critical' : 'warn', text: worst.text + more };
};

/** What JetStream itself got no answer for. */
export const noAnswerCheck: StreamCheck = {
	id: 'no-answer',
	column: 'leader',
	about: 'a stream or consumer of our account whose leader does not answer JetStream',
	judge: ({ noAnswer }, { now }) => noAnswer && { severity: 'critical', text: noAnswerText(noAnswer, now) },
};

/** The gravest first. */
export const streamChecks: readonly StreamCheck[] = [
	noAnswerCheck,
	{
		id: 'quorum',
		column: 'leader',
		about: `a stream or consumer without a leader for ${electing / 1000}s, or at once where a server says that its quorum is lost`,
		judge: quorum,
	},
	{
		id: 'stream-full',
		column: 'full',
		about: 'a stream that refuses messages once it is full, by bytes or by messages',
		thresholds: { warn: 0.9, critical: 0.98 },
		unit: 'share',
		isReached: true,
		applies: ({ config }) => config?.discard === 'new',
		figure: ({ full, config }) => (config?.discard === 'new' ? full : undefined),
		judge({ full, config }, _, { warn, critical }) {
			// Others drop what is oldest, as they are meant to.
			if (full === undefined || config?.discard !== 'new') return undefined;
			const isOver = (limit: number | undefined): boolean => limit !== undefined && full >= limit;
			const severity = isOver(critical) ? 'critical' : isOver(warn) ? 'warn' : undefined;
			const what =
				full >= 1 ? 'full: it refuses messages' : `${percentText(full)} full, and refuses messages at 100%`;
			return severity && { severity, text: what };
		},
	},
	{
		id: 'replica-lag',
		column: 'lag',
		about: `replicas: silent for 5s or over ${withCommas(farBehind)} entries behind and not catching up warns; ${muchMissing * 100}% of all entries missing, or no spare for ${spareless / 1000}s, is critical`,
		judge: replicaLag,
	},
	{
		id: 'source-lag',
		about: `what a stream mirrors or takes in: not heard for ${unheard / 1000}s warns, an error is critical`,
		judge: sourceLag,
	},
	{
		id: 'monitor',
		about:
			'limits of a stream or consumer in its metadata, `io.nats.monitor.*`, as `nats server check` reads them',
		judge: monitored,
	},
	{
		id: 'consumers-full',
		column: 'cons',
		about: 'consumers of a stream against the most that it allows',
		thresholds: { warn: 0.9 },
		unit: 'share',
		applies: ({ config }) => config?.maxConsumers !== undefined,
		figure: ({ state, config }) => shareOf(state.consumers, config?.maxConsumers),
		judge: ({ state, config }, _, thresholds) =>
			findingOf(
				shareOf(state.consumers, config?.maxConsumers),
				thresholds,
				(share) => `${percentText(share)} of the ${config?.maxConsumers} consumers that it allows`,
			),
	},
	{
		id: 'subjects-many',
		column: 'subj',
		about: 'subjects in one stream: each takes memory on all its servers',
		thresholds: { warn: 1_000_000 },
		figure: ({ state: { subjects } }) => subjects,
		judge({ state: { subjects } }, _, thresholds) {
			const severity = severityOf(subjects, thresholds);
			return severity && { severity, text: `${withCommas(subjects ?? 0)} subjects` };
		},
	},
];
