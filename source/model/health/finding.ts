// What health is made of: objects that checks have judged, what fails on them, and how each check stands.

import type { KnownCheck } from '../checks/all-checks.ts';
import type { Severity, Thresholds, Trouble } from '../checks/check.ts';

/** The kinds of objects that are judged. */
export type ObjectKind =
	| 'server'
	| 'account'
	| 'connection'
	| 'stream'
	| 'consumer'
	| 'route'
	| 'gateway'
	| 'leafnode'
	| 'service';

/** Where something is, by names, as JSON tells it. */
export type Whereabouts = {
	server?: string;
	/** The id of that server. */
	serverId?: string;
	cluster?: string;
	account?: string;
	stream?: string;
	consumer?: string;
};

/** Who says so, when, and in which words. */
export type Evidence = { by: string; at?: number; words?: string };

/** An object that something is wrong with, as its own list shows it. */
export type FailingObject = {
	/** Its key in its list. */
	key: string;
	name: string;
	where: Whereabouts;
	troubles: readonly Trouble[];
	evidence: (check: string) => readonly Evidence[];
	/** The figure that a check judges it by, where it judges one. */
	value?: (check: string) => number | undefined;
};

/** The object whose figure is nearest to the threshold that fails first. */
export type Nearest = { name: string; value: number };

/** How one check stands over all objects of a kind. */
export type CheckState = {
	check: KnownCheck;
	kind: ObjectKind;
	thresholds: Thresholds;
	/** Objects that fail, and those that could be judged, the failing ones among them. */
	failing: number;
	judged: number;
	nearest?: Nearest;
	/** Why it is not known; absent where it is. */
	unknown?: string;
};

/** All objects of a kind, as they were judged by their list. */
export type Report = {
	kind: ObjectKind;
	/** Our clock. */
	at: number;
	failing: readonly FailingObject[];
	/** Whether an object is there, by its key. */
	has: (key: string) => boolean;
	/** False where only some of all objects were looked at: of the others nothing is said. */
	isWhole: boolean;
	/** Whether an object is there and nobody knows how it is now, as its server does not answer. */
	isUnknown?: (key: string) => boolean;
	/** Whether a check takes several rounds to be sure. */
	swings?: (check: string) => boolean;
	/** Worked out by the first look at it. */
	states: () => readonly CheckState[];
};

/** Something that is wrong with one object, over time. */
export type HealthFinding = {
	/** What tells it from all others: kind, object and check. */
	key: string;
	kind: ObjectKind;
	objectKey: string;
	name: string;
	where: Whereabouts;
	check: string;
	severity: Severity;
	text: string;
	/** Since when it is seen, our clock; `isFromStart` where it was so when natstop began to look. */
	since: number;
	isFromStart: boolean;
	/** When it was judged last. */
	at: number;
	evidence: readonly Evidence[];
	/** The figure, where one is judged. */
	value?: number;
};

/** Something that was wrong, and is not any more. */
export type PastFinding = Pick<HealthFinding, 'check' | 'name' | 'kind'> & { from: number; to: number };
