// What lists of services have in common: how one is narrowed to a service, and how a picture of them is kept.

import { term } from '../accounts/scopes.ts';
import type { ServicesSnapshot } from './snapshot.ts';

/** `service=pricing`, with its account where it is not our own. */
export const serviceScope = ({ service, account }: { service: string; account?: string }): string =>
	[...(account === undefined ? [] : [term('acc', account)]), term('service', service)].join(' ');

/** Trends go on being written, so a frozen snapshot has its own copies. */
export const frozen = (snapshot: ServicesSnapshot): ServicesSnapshot => ({
	...snapshot,
	services: snapshot.services.map((row) => ({ ...row, history: row.history.clone() })),
});
