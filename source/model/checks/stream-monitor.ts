// Judges a stream by the limits that its metadata sets: `io.nats.monitor.*`, with the meaning that `nats server check stream` gives them.

import { withCommas } from '../count-words.ts';
import { firstAndMore } from '../first-names.ts';
import type { Replica } from '../jetstream/replicated.ts';
import type { Stream } from '../jetstream/stream.ts';
import type { ToldSource } from '../jetstream/told.ts';
import { spanText } from '../span-text.ts';
import type { Finding, Severity } from './check.ts';
import { isMonitored, metadataCount, metadataSpan } from './monitor-metadata.ts';

type Metadata = ReadonlyMap<string, string>;

type Found = { severity: Severity; text: string };

const peers = ({ replicas, leader }: Stream, limits: Metadata): Found[] => {
	const [expected, lagLimit, seenLimit] = [
		metadataCount(limits, 'peer-expect'),
		metadataCount(limits, 'peer-lag-critical'),
		metadataSpan(limits, 'peer-seen-critical'),
	];
	const found: Found[] = [];
	if (expected && replicas.length !== expected)
		found.push({
			severity: 'critical',
			text: `${replicas.length} replicas, its metadata expects ${expected}`,
		});
	if (leader === undefined) return found;
	const named = (some: readonly Replica[]): string => firstAndMore(some.map(({ name }) => name));
	const lagged = lagLimit ? replicas.filter(({ lag = 0 }) => lag > lagLimit) : [];
	if (lagged.length > 0)
		found.push({
			severity: 'critical',
			text: `${named(lagged)} over ${withCommas(lagLimit ?? 0)} entries behind`,
		});
	const unseen = seenLimit ? replicas.filter(({ active = 0 }) => active > seenLimit) : [];
	if (unseen.length > 0)
		found.push({
			severity: 'critical',
			text: `${named(unseen)} not seen for over ${spanText(seenLimit ?? 0)}`,
		});
	return found;
};

const sources = ({ mirror, sources: all }: Stream, limits: Metadata): Found[] => {
	const [least, most, lagLimit, seenLimit] = [
		metadataCount(limits, 'min-sources'),
		metadataCount(limits, 'max-sources'),
		metadataCount(limits, 'lag-critical'),
		metadataSpan(limits, 'seen-critical'),
	];
	const found: Found[] = [];
	if (least && all.length < least)
		found.push({ severity: 'critical', text: `${all.length} sources, its metadata wants ${least} at least` });
	if (most && all.length > most)
		found.push({ severity: 'critical', text: `${all.length} sources, its metadata wants ${most} at most` });
	const told = [...(mirror ? [mirror] : []), ...all];
	const named = (some: readonly ToldSource[]): string => firstAndMore(some.map(({ name }) => name));
	const lagged = lagLimit ? told.filter(({ lag = 0 }) => lag >= lagLimit) : [];
	if (lagged.length > 0)
		found.push({
			severity: 'critical',
			text: `${withCommas(lagLimit ?? 0)} messages or more behind ${named(lagged)}`,
		});
	const unseen = seenLimit ? told.filter(({ active = 0 }) => active >= seenLimit) : [];
	if (unseen.length > 0)
		found.push({ severity: 'critical', text: `${named(unseen)} not seen for ${spanText(seenLimit ?? 0)}` });
	return found;
};

/** Too few fail, or too many where the critical figure is the greater one. */
const bounded = (
	value: number | undefined,
	what: string,
	{ warn = 0, critical = 0 }: { warn?: number; critical?: number },
	isMost: boolean,
): Found[] => {
	if (value === undefined || (warn <= 0 && critical <= 0)) return [];
	const fails = (limit: number): boolean => limit > 0 && (isMost ? value >= limit : value <= limit);
	const severity = fails(critical) ? 'critical' : fails(warn) ? 'warn' : undefined;
	if (severity === undefined) return [];
	const limit = severity === 'critical' ? critical : warn;
	return [
		{
			severity,
			text: `${withCommas(value)} ${what}, its metadata wants ${isMost ? 'fewer' : 'more'} than ${withCommas(limit)}`,
		},
	];
};

/** What its metadata says is wrong with it; nothing where it sets no limits, or has not been told of them. */
export const monitored = (stream: Stream): Finding | undefined => {
	const limits = stream.config?.metadata;
	if (limits === undefined || !isMonitored(limits)) return undefined;
	const { state } = stream;
	const messages = {
		warn: metadataCount(limits, 'msgs-warn'),
		critical: metadataCount(limits, 'msgs-critical'),
	};
	const subjects = {
		warn: metadataCount(limits, 'subjects-warn'),
		critical: metadataCount(limits, 'subjects-critical'),
	};
	const isMost = (subjects.warn ?? 0) < (subjects.critical ?? 0);
	const found = [
		...peers(stream, limits),
		...sources(stream, limits),
		...bounded(state.messages, 'messages', messages, false),
		...bounded(state.subjects, 'subjects', subjects, isMost),
	];
	const [first] = found;
	if (first === undefined) return undefined;
	const severity = found.some((one) => one.severity === 'critical') ? 'critical' : 'warn';
	return { severity, text: found.map(({ text }) => text).join('; ') };
};
