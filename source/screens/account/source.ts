// Where the main screen of account mode comes from: the sources of its areas, the servers, and what JetStream allows.

import type { JetStreamUse } from '../../model/account-mode/jetstream-use.ts';
import type { FleetSnapshot } from '../../model/fleet.ts';
import { askJetStreamUse } from '../../nats/account/jetstream-info.ts';
import type { UserInfo } from '../../nats/connect/user-info.ts';
import { failureText } from '../../nats/requests.ts';
import type { WireServer } from '../../nats/wire.ts';
import { polledSource } from '../polled-source.ts';
import type { Screen } from '../screen.ts';
import type { Source, Watching } from '../source.ts';
import { type Area, AreaSources } from './area.ts';

/** The least time between two rounds of a list that is only summed up here, milliseconds. */
const calm = 5000;

/** Longest wait for the meta leader, milliseconds. */
const answerLimit = 2000;

/** What JetStream told of the account, or why it did not. */
export type Allowed = { use?: JetStreamUse; why?: string; denied?: string; at?: number };

export type AccountSnapshot = {
	areas: readonly Area[];
	fleet: FleetSnapshot;
	allowed: Allowed;
	/** Name of the account, or its key; absent while it is not known. */
	account?: string;
	user?: UserInfo;
	/** The server connected to. */
	server?: WireServer;
	/** True while servers are asked one by one. */
	asksByName: boolean;
};

const openAllowed = (watching: Watching): Source<Allowed> =>
	polledSource<Allowed>(
		watching,
		{},
		async (wire, before, { spend }) => {
			const timeout = Math.min(watching.timeout, answerLimit);
			const result = await askJetStreamUse(wire, { timeout, spend });
			const at = wire.now();
			if (result.ok) return { use: result.value, at };
			const { failure } = result;
			if (failure.kind === 'denied') return { denied: failure.subject, at };
			// What was told a moment ago is nearer to the truth than nothing.
			const isSilent = failure.kind === 'timeout' && before.use !== undefined;
			return { ...(isSilent && { use: before.use }), why: failureText(failure), at };
		},
		{ name: 'allowed', base: (interval) => Math.max(interval, calm) },
	);

/** `lists` are those that may be areas. */
export const openAccount = (watching: Watching, lists: readonly Screen[]): Source<AccountSnapshot> => {
	const allowed = openAllowed(watching);
	const areas = new AreaSources(watching, lists);
	const { servers, account } = watching;
	let last: AccountSnapshot | undefined;
	const sources = [allowed, servers, areas];
	const listeners = new Set<() => void>();
	const changed = (): void => {
		last = undefined;
		for (const listener of listeners) listener();
	};
	const ends = sources.map((source) => source.subscribe(changed));
	return {
		get() {
			const { fleet } = servers.get();
			last ??= {
				areas: areas.get(fleet.at),
				fleet,
				allowed: allowed.get(),
				account: account?.name(),
				user: account?.user(),
				server: watching.wire()?.server(),
				asksByName: account?.asksByName() ?? false,
			};
			return last;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		refresh() {
			allowed.refresh?.();
			areas.refresh();
		},
		close() {
			for (const end of ends) end();
			listeners.clear();
			allowed.close?.();
			areas.close();
		},
	};
};
