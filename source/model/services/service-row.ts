// A service, an instance of it and an endpoint, as their lists show them.

import type { Trouble } from '../checks/check.ts';
import type { RoundRing } from '../round-ring.ts';
import type { Figures } from './figures.ts';
import type { InstanceConnection, ToldBy } from './told.ts';

/** What is kept of the last rounds, for trends. */
export const serviceMetrics = ['requests', 'errors'] as const;

export type ServiceHistory = RoundRing<(typeof serviceMetrics)[number]>;

/**
 * `ok`: it answered. `late`: it has not answered a round or two. `hangs`: it is silent although its connection is open.
 * `silent`: whether that is open is not known. `gone`: its connection is not there any more.
 */
export type InstanceState = 'ok' | 'late' | 'hangs' | 'silent' | 'gone';

/** Whether nobody reads what is sent to it, as far as is known. */
export const isSilent = (state: InstanceState): boolean => state === 'hangs' || state === 'silent';

type Judged = { troubles: readonly Trouble[]; rank: number };

/** Figures that a library is known to count otherwise than others do, by what it leaves out. */
export type Doubt = 'nats.js';

/** An instance before it is judged. */
export type BareInstance = Figures & {
	key: string;
	serviceKey: string;
	account?: string;
	service: string;
	id: string;
	state: InstanceState;
	/** When it did not answer any more, our clock. */
	since?: number;
	by: ToldBy;
	version?: string;
	description?: string;
	metadata?: Readonly<Record<string, string>>;
	started?: number;
	/** Milliseconds that its last answer took, and that one usually takes. */
	delay?: number;
	usualDelay?: number;
	/** The part of the requests of its service that it gets, and of those that each would get were they even. */
	share?: number;
	fairShare?: number;
	connection?: InstanceConnection;
	/** Milliseconds since when much waits for it that does not become less. */
	stuckFor?: number;
	doubt?: Doubt;
	/** What it did when it answered last. */
	before?: Figures;
	/** The last error that any of its endpoints tells of, and which one. */
	lastError?: { endpoint: string; text: string };
	endpointCount?: number;
};

export type InstanceRow = BareInstance & Judged & { isOld: boolean };

/** An endpoint of a service over all its instances, before it is judged. */
export type BareEndpoint = Figures & {
	key: string;
	serviceKey: string;
	account?: string;
	service: string;
	name: string;
	subject?: string;
	queue?: string;
	/** Instances that have it. */
	instances: number;
	by: ToldBy;
	doubt?: Doubt;
	lastError?: string;
};

export type EndpointRow = BareEndpoint & Judged & { isOld: boolean };

/** A service before it is judged. */
export type BareService = Figures & {
	key: string;
	account?: string;
	service: string;
	by: ToldBy;
	versions: readonly string[];
	description?: string;
	instances: readonly BareInstance[];
	endpoints: readonly BareEndpoint[];
	/** Instances that answered, of those that are known; one that is gone counts where no other is there. */
	answered: number;
	known: number;
	/** Endpoints, each once; unknown where nobody tells. */
	endpointCount?: number;
	/** The share of the instance with most requests; unknown where there is one only. */
	top?: number;
	/** The slowest answer, milliseconds. */
	delay?: number;
	/** When the youngest of its instances began. */
	started?: number;
	doubt?: Doubt;
	history: ServiceHistory;
};

export type ServiceRow = BareService & Judged & { isOld: boolean };

/** All rows of the three lists. */
export type ServiceRows = {
	services: readonly ServiceRow[];
	instances: readonly InstanceRow[];
	endpoints: readonly EndpointRow[];
};
