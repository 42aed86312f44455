// Words for what a server is in its meta group, with the mark of what the checks say of it.

import { count } from '../../format/number.ts';
import { age } from '../../format/time.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Health } from '../../model/health.ts';
import type { MetaPeer } from '../../model/jetstream/meta-group.ts';
import type { Glyphs } from '../../theme.ts';
import type { JetStreamRow } from './snapshot.ts';

/** Checks about the place of a server in its meta group. */
const metaChecks: readonly string[] = ['meta-leader', 'meta-peers', 'meta-lag', 'js-off'];

/** The mark of what is said about its place in the meta group. */
export const metaHealth = (troubles: readonly Trouble[]): Health =>
	healthOf(troubles.find(({ check }) => metaChecks.includes(check))?.severity);

/** The worst of some checks, as a mark. */
export const healthByChecks = (troubles: readonly Trouble[], ...checks: readonly string[]): Health =>
	healthOf(troubles.find(({ check }) => checks.includes(check))?.severity);

/** `ok`, `lags 12`, `silent 20s`, `offline`, `leader`. */
export const peerWord = ({ state, lag, active }: MetaPeer, glyphs: Pick<Glyphs, 'none'>): string => {
	if (state === 'lags') return lag ? `lag ${count(lag, glyphs)}` : 'behind';
	if (state === 'silent') return active === undefined ? 'silent' : `silent ${age(active)}`;
	return state === 'unknown' ? glyphs.none : state;
};

/** What stands under META; a server without JetStream is `off`, and one in no group is alone. */
export const metaWord = (
	{ isOn, group, peer, server }: JetStreamRow,
	glyphs: Pick<Glyphs, 'none'>,
): string => {
	if (isOn === false) return 'off';
	if (isOn === undefined) return glyphs.none;
	if (group === undefined) return server.statsz?.jetstream === undefined ? glyphs.none : 'alone';
	if (group.leader === undefined) return 'none';
	return peer === undefined ? glyphs.none : peerWord(peer, glyphs);
};
