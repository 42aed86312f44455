// What a cell of a server with JetStream depends on besides its row.

import type { Trouble } from '../../model/checks/check.ts';
import { eventKinds, type LoggedEvent } from '../../model/event.ts';
import { type FleetFacts, fleetFacts, noFacts, troublesIn } from '../../model/fleet-facts.ts';
import type { Column, Look } from '../../table/column.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { JetStreamRow, JetStreamSnapshot } from './snapshot.ts';

export type JetStreamFacts = FleetFacts & {
	/** All rows, for what one is among them. */
	rows: readonly JetStreamRow[];
	/** What happened to JetStream lately, the oldest first. */
	events: readonly LoggedEvent[];
	/** The name of an account by its key, unless a person wants keys. */
	nameFor: (account: string) => string;
};

export type JetStreamColumn = Column<JetStreamRow, JetStreamFacts>;

export type JetStreamLook = ScreenLook<JetStreamFacts>;

/** What a cell is drawn with. */
export type JetStreamCellLook = Look<JetStreamFacts>;

/** The same as long as nothing happens. */
const jetStreamEvents = memoizeLast((events: readonly LoggedEvent[]) =>
	events.filter(({ kind }) => eventKinds[kind].group === 'jetstream'),
);

/** What is known where there is no picture. */
export const noJetStreamFacts: JetStreamFacts = { ...noFacts, rows: [], events: [], nameFor: String };

/** What all rows of a snapshot share; what is wrong with a server is said by the checks of the main screen. */
export const jetStreamFacts = (
	{ fleet, accountNames, rows, events }: JetStreamSnapshot,
	{ keys }: Pick<Choices, 'keys'>,
): JetStreamFacts => ({
	...fleetFacts(fleet),
	...{ rows, events: jetStreamEvents(events) },
	nameFor: (account) => (keys ? account : (accountNames.get(account) ?? account)),
});

/** Everything that is wrong with the server of a row, the worst first. */
export const troublesOfRow = ({ server }: JetStreamRow, facts: FleetFacts): readonly Trouble[] =>
	troublesIn(facts, server);
