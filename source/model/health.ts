// When a value deserves a mark: `!` from 70 percent, `!!` from 90, and what makes a server differ from its peers.

import type { ServerState } from './fleet.ts';
import type { Replica } from './server.ts';

export type Health = 'warn' | 'crit' | undefined;

const warnAbove = 0.7;
const critAbove = 0.9;

/** The letter form of a mark: nothing, `!` or `!!`. */
export const markOf = (health: Health): '' | '!' | '!!' =>
	health === 'crit' ? '!!' : health === 'warn' ? '!' : '';

/** Of a share from 0 to 1: over 0.7 warns, over 0.9 is critical. */
export const shareHealth = (share: number | undefined): Health => {
	if (share === undefined || Number.isNaN(share)) return undefined;
	if (share > critAbove) return 'crit';
	return share > warnAbove ? 'warn' : undefined;
};

const ratioHealth = (part: number | undefined, whole: number | undefined): Health =>
	part === undefined || !whole ? undefined : shareHealth(part / whole);

/** CPU in percent of one core, against all cores. */
export const cpuHealth = (cpu: number | undefined, cores: number | undefined): Health =>
	ratioHealth(cpu, cores && cores * 100);

/** Resident memory against GOMEMLIMIT; no limit, no mark. */
export const memHealth = (mem: number | undefined, memLimit: number | undefined): Health =>
	ratioHealth(mem, memLimit);

/** JetStream memory or storage against its limit. */
export const storageHealth = (used: number | undefined, limit: number | undefined): Health =>
	ratioHealth(used, limit);

/** Slow consumers warn only while their number grows. */
export const slowHealth = (growth: number | undefined): Health => (growth ? 'warn' : undefined);

/** The age of a statsz is judged by the state it led to. */
export const ageHealth = (state: ServerState): Health =>
	state === 'down' ? 'crit' : state === 'stale' ? 'warn' : undefined;

/** A state itself: what colour its glyph and word have, beyond ok. */
export const stateHealth = (state: ServerState): Health =>
	state === 'down' ? 'crit' : state === 'stale' || state === 'lameduck' ? 'warn' : undefined;

/** A version that differs from the one most servers run. */
export const versionHealth = (version: string | undefined, majority: string | undefined): Health =>
	version !== undefined && majority !== undefined && version !== majority ? 'warn' : undefined;

/** Routes to fewer servers than others of the cluster have. */
export const routesHealth = (servers: number | undefined, most: number | undefined): Health =>
	servers !== undefined && most !== undefined && servers < most ? 'warn' : undefined;

/** A peer of a Raft group: offline is critical, not current warns. */
export const replicaHealth = (replica: Replica): Health =>
	replica.offline ? 'crit' : replica.current ? undefined : 'warn';
