// Asks for the health of the whole system once: every list that is judged, and what servers say of themselves.

import type { CheckSettings } from '../../model/checks/check.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { FleetSnapshot } from '../../model/fleet.ts';
import type { CheckState, HealthFinding, Report } from '../../model/health/finding.ts';
import { HealthBook } from '../../model/health/health-book.ts';
import { serverReport } from '../../model/health/server-report.ts';
import { askConfigurations } from '../../nats/ask-everybody.ts';
import { gatherServers } from '../../nats/gather-servers.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering } from '../answering.ts';
import type { Screen } from '../screen.ts';
import type { OnceOptions, ServersOnce } from '../source.ts';
import { HealthzMemory, healthzRound } from './ask-healthz.ts';
import { kinds } from './kinds.ts';

/** Servers and lists that are named at most. */
const mostNames = 10;

export type CheckOnce = {
	wire: Wire;
	timeout: number;
	/** Milliseconds between two samples; absent for one. */
	again?: number;
	settings: CheckSettings;
	/** The judged lists that are asked for. */
	lists: readonly Screen[];
	/** Our account, in account mode: nothing is known of servers then. */
	as?: Pick<OnceOptions, 'mode' | 'account'>;
};

export type CheckedOnce = {
	/** The worst first. */
	findings: readonly HealthFinding[];
	states: readonly CheckState[];
	/** What did not answer, in words; none where everybody did. */
	missing: readonly string[];
	/** Why no server answered at all. */
	failed?: string;
};

/** Learns what VARZ and HEALTHZ tell; gives what may not be asked. */
const askServers = async (
	{ wire, timeout }: CheckOnce,
	...[roster, first]: Parameters<NonNullable<Parameters<typeof gatherServers>[1]['meanwhile']>>
): Promise<string | undefined> => {
	const { signal } = new AbortController();
	const [, healthz] = await Promise.all([
		askConfigurations(wire, signal, (id, varz) => void roster.describe(id, varz, wire.now())),
		healthzRound({
			...{ wire, timeout, memory: new HealthzMemory(), inFull: true },
			servers: answering(first.rows),
			learn: (id, told) => roster.says(id, told),
		}),
	]);
	return healthz.denied;
};

type Listed = { report?: Report; missing: readonly string[] };

const askList = async (
	list: Screen,
	{ wire, timeout, again, settings, as }: CheckOnce,
	servers: () => Promise<ServersOnce>,
): Promise<Listed> => {
	if (list.once === undefined) return { missing: [] };
	const { snapshot, failed, partial, isUntold } = await list.once({
		...{ servers, wire, timeout, again, checks: settings, detail: true },
		...as,
	});
	const why = failed ?? partial;
	const report = snapshot.report?.();
	return {
		...(report && { report }),
		missing: why === undefined || isUntold ? [] : [`${list.id}: ${why}`],
	};
};

/** Has lists judge what servers told before, and takes what they find: nobody is waited for. */
export const judgeTold = async (
	book: HealthBook,
	{ fleet, ...options }: Omit<CheckOnce, 'again'> & { fleet: FleetSnapshot },
): Promise<void> => {
	for (const list of options.lists) {
		const { report } = await askList(list, options, async () => ({ fleet, why: '', silent: [] }));
		if (report !== undefined) book.take(report);
	}
};

/** Checks of what happens over minutes, which nobody listens to for one question. */
const overMinutes: readonly string[] = ['auth', 'churn', 'rtt'];

const seenOnce = (state: CheckState): CheckState =>
	overMinutes.includes(state.check.id) && state.failing === 0
		? { ...state, unknown: 'takes minutes to see: the monitor does' }
		: state;

/** Judged by one picture, or two: what takes minutes to see is not known. */
export const checkOnce = async (options: CheckOnce): Promise<CheckedOnce> => {
	const { wire, timeout, again, settings, lists, as } = options;
	let denied: string | undefined;
	let tellFirst: (servers: ServersOnce) => void = () => undefined;
	const first = new Promise<ServersOnce>((resolve) => {
		tellFirst = resolve;
	});
	const listed = lists.map((list) => askList(list, options, () => first));
	const { fleet, why, silent } = await gatherServers(wire, {
		...{ timeout, again, settings },
		async meanwhile(roster, known) {
			if (as === undefined) denied = await askServers(options, roster, known);
			tellFirst({ fleet: roster.snapshot(wire.now()), why: '', silent: [] });
		},
	});
	if (fleet.rows.length === 0 && as === undefined)
		return { findings: [], states: [], missing: [], failed: why };
	const book = new HealthBook();
	if (as === undefined) book.take(serverReport(fleet));
	const missing = [
		...(silent.length > 0
			? [`no answer from ${firstAndMore(silent, mostNames)}, to which others have a route`]
			: []),
		...(denied === undefined ? [] : [`health is not known: not permitted to publish ${denied}`]),
	];
	for (const { report, missing: more } of await Promise.all(listed)) {
		if (report !== undefined) book.take(report);
		missing.push(...more);
	}
	const { findings, kinds: known } = book.snapshot(wire.now());
	const asked = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => known.has(kind));
	return { findings, states: asked.flatMap((kind) => known.get(kind)?.states ?? []).map(seenOnce), missing };
};
