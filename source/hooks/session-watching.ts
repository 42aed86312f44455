// A running session as the sources of screens need it.

import { EndingsWatch } from '../nats/account/endings-watch.ts';
import { answering } from '../screens/answering.ts';
import type { AccountAccess, Watching } from '../screens/source.ts';
import type { Session } from './session.ts';

const accountOf = ({ keeper }: Session): AccountAccess => ({
	name: () => keeper.state.accountName,
	user: () => keeper.userInfo,
	mayAsk: (subject, what) => keeper.connection?.wire.may(subject, what) ?? true,
	mention: (names) => keeper.connection?.wire.names.mention(names),
	asksByName: () => keeper.connection?.wire.servers.asksByName ?? false,
});

/** What asks which connections of an account have ended, for the log of a session. */
export const endingsOf = (session: Session, governor: Watching['governor']): EndingsWatch =>
	new EndingsWatch({
		...{ interval: () => session.interval(), timeout: session.options.settings.timeout, governor },
		servers: () => answering(session.servers.get().fleet.rows),
		onEvent: (event) => session.feed.add(event),
	});

/** The session as the sources of screens need it. */
export const watchingOf = (session: Session, governor: Watching['governor']): Watching => {
	const { servers, events, feed, loop, health, options } = session;
	const { mode } = session.keeper.state;
	return {
		servers,
		events,
		wire: () => session.wireForScreens(),
		interval: () => loop.roster.interval,
		timeout: options.settings.timeout,
		governor,
		...(mode === 'account' && { mode, account: accountOf(session) }),
		tap: session.tap,
		checks: options.checks,
		health,
		learnHealth: (id, healthz) => {
			loop.told(['healthz', id, healthz]);
			servers.changed();
		},
		wantName: (account) => feed.wantName(account),
		learnName: (account, name) => feed.learnName(account, name),
	};
};
