// Acts on a simulated system while it runs: restarts, crashes and bursts, by script or by chance.

import type { FleetPlan, FleetServer } from './fleet-plan.ts';
import type { Random } from './random.ts';

/** One action. `server` is a name; without it, random servers that are well are picked, by the seed. */
export type FleetAction =
	/** The server stops in order and starts as a new process. */
	| { do: 'restart'; server?: string; count?: number }
	/** The server dies without a message. */
	| { do: 'die'; server?: string; count?: number }
	/** The server stays connected but answers nothing any more. */
	| { do: 'hang'; server?: string; count?: number }
	| { do: 'lameduck'; server?: string; count?: number }
	/** Three servers get into trouble that stays. */
	| { do: 'plant' }
	/** Servers that are gone or hung start again, but for planted ones. */
	| { do: 'heal' }
	/** Changes the rate of events, for some milliseconds or for good. */
	| { do: 'rate'; rate: number; for?: number }
	/** A client that has been quiet begins to publish: this share of all that clients send and take from then on. */
	| { do: 'flood'; share: number; server?: string }
	/** Publishes a number of events as fast as possible. */
	| { do: 'burst'; events: number };

/** A script: actions with their times, in milliseconds from its start. */
export type FleetScript = readonly { at: number; action: FleetAction }[];

/** The servers that an action applies to. */
export const serversMeant = (
	plan: FleetPlan,
	{ server, count = 1 }: { server?: string; count?: number },
	random: Random,
): FleetServer[] => {
	if (server !== undefined) return plan.servers.filter(({ name }) => name === server);
	const well = plan.servers.filter(({ condition, planted }) => condition === 'well' && !planted);
	const meant = new Set<FleetServer>();
	while (well.length > 0 && meant.size < Math.min(count, well.length)) meant.add(random.pick(well));
	return [...meant];
};

/** A random accident: mostly a restart, sometimes worse, sometimes a repair. */
export const accident = (random: Random): FleetAction => {
	const chance = random.next();
	if (chance < 0.4) return { do: 'restart' };
	if (chance < 0.55) return { do: 'heal' };
	if (chance < 0.65) return { do: 'die' };
	if (chance < 0.75) return { do: 'hang' };
	if (chance < 0.85) return { do: 'lameduck' };
	return { do: 'burst', events: 200 + random.below(1500) };
};
