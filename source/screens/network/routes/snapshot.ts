// A picture of all routes, and how complete it is.

import { countWords } from '../../../model/count-words.ts';
import { firstAndMore } from '../../../model/first-names.ts';
import type { FleetSnapshot } from '../../../model/fleet.ts';
import type { RouteRows } from '../../../model/network/route-book.ts';
import type { RouteTrends } from '../../../model/network/route-trends.ts';
import type { Honesty } from '../../list-facts.ts';
import { type LinksAsked, nothingAsked } from '../links-asked.ts';
import type { NetworkCounts } from '../tab-counts.ts';

/** `group` is the one that ROUTEZ was asked of. */
export type RoutesAsked = LinksAsked & { group?: string };

/** Trends are of the cluster in view, while somebody looks. */
export type RoutesSnapshot = RouteRows & {
	fleet: FleetSnapshot;
	asked: RoutesAsked;
	trends?: RouteTrends;
	counts?: NetworkCounts;
};

export const noRoutesAsked: RoutesAsked = nothingAsked;

const still = 'Who sees whom is known from statsz; round trips, compression and ages are not.';

/** `5 of 6 answered: east-6`, of the group that is shown. */
export const routesHonesty = ({ rows, fleet, asked, alone }: RoutesSnapshot): Honesty => {
	const { denied, unheard, group, every } = asked;
	const at = fleet.rows.length === 0 ? undefined : fleet.at;
	const none =
		at === undefined
			? {}
			: {
					none: `No routes: ${countWords(alone.length, 'server')}${alone.length > 1 ? ', each alone' : ''}.`,
				};
	if (denied !== undefined) return { at, denied: { subject: denied, still }, ...none };
	const shown = rows.filter((row) => group === undefined || row.group.id === group);
	// Without a link nobody was asked.
	const silent = shown
		.filter(({ isOld, server }) => isOld && server.state !== 'unknown')
		.map(({ name }) => name);
	// Whom the round asked may belong to another group by now.
	const own = new Set(shown.map(({ name }) => name));
	const untold = unheard.filter(({ name }) => own.has(name) && !silent.includes(name));
	const names = [...silent, ...untold.map(({ name, why }) => (why === '' ? name : `${name} (${why})`))];
	const said = `${shown.length - names.length} of ${shown.length} answered`;
	return {
		...{ at, every, ...none },
		...(names.length > 0 ? { partial: `${said}: ${firstAndMore(names)}` } : { note: said }),
	};
};
