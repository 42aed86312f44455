// Tells whether what was read of a state is one: a file can hold anything, and what goes on from it must not.

import type { LogMemory } from '../model/event-log.ts';
import type { RosterMemory } from '../model/roster-memory.ts';
import type { TrackMemory } from '../model/track-memory.ts';

/** What a value has to be; a key with `?` may be absent. */
type Shape = 'number' | 'text' | 'flag' | 'list' | 'map' | 'set' | 'any' | { readonly [key: string]: Shape };

/** True where a value has a shape. */
const fits = (value: unknown, shape: Shape): boolean => {
	switch (shape) {
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'text':
			return typeof value === 'string';
		case 'flag':
			return typeof value === 'boolean';
		case 'list':
			return Array.isArray(value);
		case 'map':
			return value instanceof Map;
		case 'set':
			return value instanceof Set;
		case 'any':
			return true;
		default:
			return (
				typeof value === 'object' &&
				value !== null &&
				Object.entries(shape).every(([key, wanted]) => {
					const isOptional = key.endsWith('?');
					const item = Reflect.get(value, isOptional ? key.slice(0, -1) : key);
					return (isOptional && item === undefined) || fits(item, wanted);
				})
			);
	}
};

const sample: Shape = { server: { id: 'text', name: 'text' }, statsz: 'any', receivedAt: 'number' };

const track: Shape = {
	...{ key: 'text', firstSeen: 'number', growth: 'list', roundTrips: 'list' },
	info: { id: 'text', name: 'text', tags: 'list' },
	...{ 'latest?': sample, 'rival?': 'text', 'provenAt?': 'number', 'beganBy?': 'number' },
	plain: {
		...{ beganInView: 'flag', hadJetStream: 'flag', takesTurns: 'flag', isSilent: 'flag', inRound: 'flag' },
		...{ answering: 'flag', state: 'text', stateSince: 'number', restarts: 'number', asked: 'number' },
		...{ answered: 'number', missedRounds: 'number', excusedUntil: 'number', watched: 'any' },
		...{ 'evidence?': 'text', 'restartedAt?': 'number', 'clockOffset?': 'number', 'twins?': 'list' },
		'mark?': { state: 'text', evidence: 'text' },
		'leaving?': { at: 'number', isSilent: 'flag' },
		'lastWord?': { at: 'number' },
		'refused?': { count: 'number', who: 'text' },
		'trouble?': { check: 'text', health: 'text', text: 'text' },
		'healthz?': { isOk: 'flag', words: 'list', more: 'number', at: 'number', form: 'text' },
	},
	routes: {
		...{ suspected: 'map', lost: 'list', owed: 'list', known: 'set', troubles: 'list', 'mesh?': 'text' },
		pools: { short: 'map', 'most?': { pool: 'number', at: 'number' } },
	},
	slots: {
		...{ told: 'any', 'slot?': sample, 'outdated?': sample },
		'rates?': { routes: 'map', gateways: 'map' },
		history: { times: 'text', columns: 'list' },
	},
};

const states: readonly unknown[] = ['ok', 'stale', 'lameduck', 'down', 'unknown'];

/** True for everything that is remembered of a server. */
export const isTrackMemory = (value: unknown): value is TrackMemory =>
	fits(value, track) && states.includes(Reflect.get(Reflect.get(Object(value), 'plain'), 'state'));

const roster: Shape = {
	facts: {
		interval: 'number',
		rounds: 'number',
		'credentialsEnd?': 'number',
		'own?': 'text',
		'lostAt?': 'number',
	},
	identity: { isBlind: 'flag', isFull: 'flag', replaced: 'map', keys: 'set', contenders: 'list' },
	...{ isDue: 'flag', jetstream: { isDue: 'flag', suspected: 'set' }, ranks: 'map' },
	isolation: { peers: 'set', 'ownId?': 'text' },
	clock: { 'took?': 'number', 'began?': 'number' },
	judge: {
		...{ isDue: 'flag', refused: 'map', verdicts: 'map', told: 'map' },
		gateways: { known: 'map', missing: 'map', short: 'map' },
		leaders: { groups: 'map', differing: 'map' },
	},
};

/** True for everything that is remembered of all servers. */
export const isRosterMemory = (value: unknown): value is RosterMemory => fits(value, roster);

const part: Shape = { lines: 'list', dropped: 'number' };

const log: Shape = {
	parts: { clients: part, jetstream: part, servers: part },
	...{ since: 'number', next: 'number', names: 'map', perSecond: 'map', unkept: 'list', connects: 'map' },
	...{ hearsConnects: 'flag', bursts: 'list', flaps: 'map', logins: { folds: 'map', hosts: 'map' } },
};

/** True for everything that a log remembers; its events are still to be read. */
export const isLogMemory = (value: unknown): value is LogMemory => fits(value, log);
