// Compares two VARZ: what a reload changed, as far as a server shows it.

import type { ConfigFact, Varz } from './server.ts';

/** What is true of a reload after which all looks as before. */
export const sameDigest = 'its digest is the same, which does not cover certificate files';

const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const valueText = (name: string, value: ConfigFact | undefined): string => {
	if (value === undefined) return 'none';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return name === 'certificate until' && typeof value === 'number' ? time(value) : String(value);
};

/** Limits and switches that a server left out before and gives now were set; for a certificate alike. */
const factsOf = ({ facts, tlsCertNotAfter }: Varz): Readonly<Record<string, ConfigFact | undefined>> => ({
	...facts,
	'certificate until': tlsCertNotAfter,
});

/** `JetStream on → off`, `max connections 65536 → 999`; empty where nothing that VARZ shows is another. */
export const configNews = (before: Varz, after: Varz): string[] => {
	const [old, now] = [factsOf(before), factsOf(after)];
	return [...new Set([...Object.keys(old), ...Object.keys(now)])]
		.filter((name) => old[name] !== now[name])
		.map((name) => `${name} ${valueText(name, old[name])} → ${valueText(name, now[name])}`);
};

/** Whether a change deserves a warning: a reload that switched JetStream off does. */
export const isWorrying = (news: readonly string[]): boolean => news.includes('JetStream on → off');

/**
 * How a reload reads after `configuration reloaded`: what is known to have changed, or that the digest is the same. `same`
 * is absent where a server has no digest (before 2.11).
 */
export const newsText = (news: readonly string[], same?: boolean): string => {
	if (news.length > 0) return `: ${news.join(', ')}`;
	return same ? `, ${sameDigest}` : '';
};
