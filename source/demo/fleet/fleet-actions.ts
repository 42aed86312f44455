// What can be done to a simulated system while it runs, and the accidents that happen to it by themselves.

import type { FleetPlan, FleetServer } from './fleet-plan.ts';
import type { Random } from './random.ts';

/** `server` is a name; without one the chance of the seed picks servers that are well. */
export type FleetAction =
	/** Ends in order and begins as a new process. */
	| { do: 'restart'; server?: string; count?: number }
	/** Is gone without a word. */
	| { do: 'die'; server?: string; count?: number }
	/** Answers nothing from now on, but is there. */
	| { do: 'hang'; server?: string; count?: number }
	| { do: 'lameduck'; server?: string; count?: number }
	/** Servers that are gone or hung begin anew. */
	| { do: 'heal' }
	/** Events at another rate, for so many milliseconds or for good. */
	| { do: 'rate'; rate: number; for?: number }
	/** So many events at once, as fast as they go. */
	| { do: 'burst'; events: number };

/** A script: what happens when, in milliseconds from its start. */
export type FleetScript = readonly { at: number; action: FleetAction }[];

/** The servers an action means. */
export const serversMeant = (
	plan: FleetPlan,
	{ server, count = 1 }: { server?: string; count?: number },
	random: Random,
): FleetServer[] => {
	if (server !== undefined) return plan.servers.filter(({ name }) => name === server);
	const well = plan.servers.filter(({ condition }) => condition === 'well');
	const meant = new Set<FleetServer>();
	while (well.length > 0 && meant.size < Math.min(count, well.length)) meant.add(random.pick(well));
	return [...meant];
};

/** What happens by itself every so often: mostly restarts, now and then worse, and repairs. */
export const accident = (random: Random): FleetAction => {
	const chance = random.next();
	if (chance < 0.4) return { do: 'restart' };
	if (chance < 0.55) return { do: 'heal' };
	if (chance < 0.65) return { do: 'die' };
	if (chance < 0.75) return { do: 'hang' };
	if (chance < 0.85) return { do: 'lameduck' };
	return { do: 'burst', events: 200 + random.below(1500) };
};
