// The checks of micro services: who does not answer, fails, answers late, or does not get its share.

import { countWords, withCommas } from '../count-words.ts';
import { type BareEndpoint, type BareInstance, type BareService, isSilent } from '../services/service-row.ts';
import { spanText } from '../span-text.ts';
import { type Check, findingOf, percentText, type Severity, severityOf } from './check.ts';

/** Fewer requests say nothing of how many fail. */
const fewestRequests = 10;

/** A delay is long only over so many milliseconds. */
const leastDelay = 250;

/** Fewer instances have no share that could be unfair, and with fewer requests each chance decides. */
const [fewestInstances, fewestEach] = [3, 10];

/** Milliseconds that an instance is known for before it can be treated unfairly: a minute, with a little slack of timers. */
const wholeSpan = 55_000;

type ServiceCheck = Check<BareService, undefined>;
type InstanceCheck = Check<BareInstance, undefined>;
type EndpointCheck = Check<BareEndpoint, undefined>;

/** Texts are those of lists: an id is cut in its middle there, too. */
const shortId = (id: string): string => (id.length <= 9 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`);

const silentBase = {
	id: 'service-silent',
	about:
		'instances that do not answer for three rounds although their connection is open; critical where no instance of the service answers',
	column: 'inst',
} as const;

const stuckText = (stuckFor: number): string =>
	`much waits for it and it reads nothing, for ${spanText(stuckFor)}`;

/** Why an instance does not answer, as far as its connection tells. */
export const silenceText = ({
	state,
	stuckFor,
	by,
}: Pick<BareInstance, 'state' | 'stuckFor' | 'by'>): string | undefined => {
	if (state === 'hangs')
		return by === 'subscriptions'
			? 'it is sent requests and answers none: it hangs'
			: 'silent, but its connection is open: it hangs';
	if (state === 'silent') return 'silent; nobody knows whether its connection is open';
	return stuckFor === undefined ? undefined : stuckText(stuckFor);
};

/** Whether it is in trouble for that. */
const isStuck = ({ state, stuckFor }: BareInstance): boolean =>
	isSilent(state) || (state !== 'gone' && stuckFor !== undefined);

const noneText = (instances: readonly BareInstance[]): string => {
	const hanging = instances.filter(({ state }) => state === 'hangs').length;
	if (hanging > 0)
		return `no instance answers: ${hanging === 1 ? 'one hangs, its connection is' : `${hanging} hang, their connections are`} open`;
	return instances.every(({ state }) => state === 'gone')
		? 'no instance is left: the last one is gone'
		: 'no instance answers';
};

const silent: ServiceCheck = {
	...silentBase,
	judge({ instances, answered, known }) {
		const stuck = instances.filter(isStuck);
		const isLost = ({ state }: BareInstance): boolean => isSilent(state) || state === 'gone';
		if (instances.length > 0 && instances.every(isLost))
			return { severity: 'critical', text: noneText(instances) };
		if (stuck.length === 0) return undefined;
		const silentOnes = stuck.filter(({ state }) => isSilent(state));
		const [one] = stuck;
		if (silentOnes.length > 0)
			return { severity: 'warn', text: `${answered} of ${countWords(known, 'instance')} answer` };
		return one && { severity: 'warn', text: `${shortId(one.id)}: ${stuckText(one.stuckFor ?? 0)}` };
	},
};

const silentInstance: InstanceCheck = {
	...silentBase,
	column: 'delay',
	judge(instance) {
		const text = isStuck(instance) ? silenceText(instance) : undefined;
		return text === undefined ? undefined : { severity: 'warn', text };
	},
};

const errorsBase = {
	id: 'service-errors',
	about: `the requests of the last minute that failed, where there were ${fewestRequests} or more`,
	column: 'failed',
	unit: 'share',
	thresholds: { warn: 0.05 },
} as const;

const failedOf = ({ failed, judged = 0 }: Pick<BareService, 'failed' | 'judged'>): number | undefined =>
	judged < fewestRequests ? undefined : failed;

const errors = <Row extends Pick<BareService, 'failed' | 'judged'>>(): Check<Row, undefined> => ({
	...errorsBase,
	figure: failedOf,
	judge: (row, _, thresholds) =>
		findingOf(
			failedOf(row),
			thresholds,
			(share) => `${percentText(share)} of ${withCommas(Math.round(row.judged ?? 0))} requests failed`,
		),
});

const ms = (value: number): string =>
	value < 1000 ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;

/** How many times its usual delay an answer takes; nothing of one that is not long. */
const lateness = ({ delay, usualDelay }: BareInstance): number | undefined => {
	if (delay === undefined || !usualDelay) return undefined;
	return delay > leastDelay ? delay / usualDelay : 0;
};

const latest = ({ instances }: BareService): BareInstance | undefined =>
	instances.reduce<BareInstance | undefined>(
		(most, one) => ((lateness(one) ?? -1) > ((most && lateness(most)) ?? -1) ? one : most),
		undefined,
	);

const delayText = ({ delay = 0, usualDelay = 0 }: BareInstance): string =>
	`answers in ${ms(delay)}, where ${ms(usualDelay)} is usual`;

const delayBase = {
	id: 'service-delay',
	about: `how long the slowest answer of an instance takes, of what is usual, where that is over ${leastDelay} ms`,
	column: 'delay',
	unit: 'times',
	thresholds: { warn: 10 },
	swings: true,
} as const;

const delay: ServiceCheck = {
	...delayBase,
	figure: (service) => {
		const one = latest(service);
		return one && lateness(one);
	},
	says(service) {
		const one = latest(service);
		return one && `${shortId(one.id)} ${delayText(one)}`;
	},
	judge(service, _, thresholds) {
		const one = latest(service);
		const severity = severityOf(one && lateness(one), thresholds);
		return severity && one ? { severity, text: `${shortId(one.id)} ${delayText(one)}` } : undefined;
	},
};

const delayOfInstance: InstanceCheck = {
	...delayBase,
	figure: lateness,
	says: (one) => (lateness(one) === undefined ? undefined : delayText(one)),
	judge: (one, _, thresholds) => findingOf(lateness(one), thresholds, () => delayText(one)),
};

const shareBase = {
	id: 'service-share',
	about: `what an instance gets of its fair share of the requests of a minute, of ${fewestInstances} instances or more`,
	column: 'share',
	unit: 'share',
	thresholds: { warn: 0.1 },
	isLeast: true,
} as const;

/** What an instance gets, where 1 is fair; nothing where too little was asked, or too few are asked. */
const fairness = ({ state, recent, recentSpan = 0, fairShare }: BareInstance): number | undefined => {
	if (state !== 'ok' || recent === undefined || recentSpan < wholeSpan) return undefined;
	return fairShare === undefined || fairShare < fewestEach ? undefined : recent / fairShare;
};

const shareText = (value: number): string => `gets ${percentText(value)} of its fair share of requests`;

const leastServed = ({ instances }: BareService): BareInstance | undefined =>
	instances.length < fewestInstances
		? undefined
		: instances.reduce<BareInstance | undefined>(
				(least, one) =>
					(fairness(one) ?? Number.POSITIVE_INFINITY) <
					((least && fairness(least)) ?? Number.POSITIVE_INFINITY)
						? one
						: least,
				undefined,
			);

const share: ServiceCheck = {
	...shareBase,
	column: 'top',
	figure: (service) => {
		const one = leastServed(service);
		return one && fairness(one);
	},
	judge(service, _, thresholds) {
		const one = leastServed(service);
		return (
			one && findingOf(fairness(one), thresholds, (value) => `${shortId(one.id)} ${shareText(value)}`, true)
		);
	},
};

const shareOfInstance: InstanceCheck = {
	...shareBase,
	figure: fairness,
	judge: (one, _, thresholds) => findingOf(fairness(one), thresholds, shareText, true),
};

const queueBase = {
	id: 'service-queue',
	about: 'an endpoint without a queue group in two or more instances: each of them gets every request',
} as const;

const isUnqueued = ({ queue, instances, by, subject }: BareEndpoint): boolean =>
	by === 'stats' && subject !== undefined && queue === undefined && instances > 1;

const warn = 'warn' satisfies Severity;

const queue: ServiceCheck = {
	...queueBase,
	column: 'ep',
	judge({ endpoints }) {
		const found = endpoints.find(isUnqueued);
		return (
			found && {
				severity: warn,
				text: `${found.name} has no queue group: ${found.instances} instances get each request`,
			}
		);
	},
};

const queueOfEndpoint: EndpointCheck = {
	...queueBase,
	column: 'queue',
	judge: (endpoint) =>
		isUnqueued(endpoint)
			? { severity: warn, text: `no queue group: ${endpoint.instances} instances get each request` }
			: undefined,
};

/** Judged of services, and told in the health of the whole. */
export const serviceChecks: readonly ServiceCheck[] = [silent, errors(), delay, share, queue];

/** The same of what one instance has to do with it. */
export const instanceChecks: readonly InstanceCheck[] = [
	silentInstance,
	errors<BareInstance>(),
	delayOfInstance,
	shareOfInstance,
];

export const endpointChecks: readonly EndpointCheck[] = [errors<BareEndpoint>(), queueOfEndpoint];
