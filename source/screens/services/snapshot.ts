// What the lists of services are drawn from: their rows, and how much of the last round was answered.

import type { ServiceRows } from '../../model/services/service-row.ts';
import type { ToldBy } from '../../model/services/told.ts';
import { areaLoad } from '../area-load.ts';
import type { Heading, Honesty } from '../list-facts.ts';
import type { Choices } from '../screen.ts';

/** What came of the last round. */
export type ServicesAsked = {
	/** When it ended, by our clock; absent before the first. */
	at?: number;
	/** Who tells of services. */
	by: ToldBy;
	/** The subject that our user may not ask on, so that nothing is known. */
	denied?: string;
	/** Why nobody told anything. */
	failed?: string;
	/** What is missing, in words. */
	missing: readonly string[];
	/** What was refused and known some other way, as words for the note. */
	instead?: string;
	/** Why there is no service, where that is an answer. */
	none?: string;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
};

export type ServicesSnapshot = ServiceRows & {
	asked: ServicesAsked;
	accountNames: ReadonlyMap<string, string>;
};

export const nothingAsked: ServicesAsked = { by: 'subscriptions', missing: [] };

export const noServices: ServicesSnapshot = {
	...{ services: [], instances: [], endpoints: [] },
	...{ asked: nothingAsked, accountNames: new Map() },
};

export type ServiceFacts = {
	/** Name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	asked: ServicesAsked;
};

export const serviceFacts = (
	{ accountNames, asked }: ServicesSnapshot,
	{ keys }: Pick<Choices, 'keys'>,
): ServiceFacts => ({
	nameOf: (account) => (keys ? account : (accountNames.get(account) ?? account)),
	asked,
});

/** `APP/pricing`; without an account where it is our own. */
export const serviceName = (
	{ account, service }: { account?: string; service: string },
	{ nameOf }: Pick<ServiceFacts, 'nameOf'>,
): string => (account === undefined ? service : `${nameOf(account)}/${service}`);

/** What each source cannot tell. */
const lacks: Readonly<Record<ToldBy, string | undefined>> = {
	stats: undefined,
	ping: 'from pings: no requests, no errors, no times',
	subscriptions: 'from subscriptions: no errors, no times',
};

/** `13 of 14 answered`, of instances; and what nobody tells. */
const noteOf = ({ services, asked }: ServicesSnapshot): string => {
	const [answered, known] = [
		services.reduce((sum, row) => sum + row.answered, 0),
		services.reduce((sum, row) => sum + row.known, 0),
	];
	const said = asked.by === 'subscriptions' ? undefined : `${answered} of ${known} answered`;
	return [said, lacks[asked.by], asked.instead].filter((part) => part !== undefined).join('   ');
};

export const servicesHonesty = (snapshot: ServicesSnapshot): Honesty => {
	const { at, denied, failed, missing, none, every } = snapshot.asked;
	if (denied !== undefined)
		return { at, denied: { subject: denied, still: 'Services are told by nobody else.' } };
	if (at === undefined) return {};
	if (failed !== undefined) return { at, failed };
	const note = noteOf(snapshot);
	return {
		...{ at, every, note },
		...(missing.length > 0 && { partial: [...missing, note].join('   '), short: missing.join('   ') }),
		none: none ?? 'No micro service is connected.',
	};
};

/** How many rows each tab has, and requests a second. */
export const servicesHeading = ({ services, instances, endpoints }: ServicesSnapshot): Heading => ({
	siblings: { services: services.length, instances: instances.length, endpoints: endpoints.length },
	area: areaLoad(services, ({ requestsRate }) => requestsRate),
});
