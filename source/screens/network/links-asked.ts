// How much of a round about links was answered, and its words.

import { firstAndMore } from '../../model/first-names.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { LinksRound } from '../../nats/links-round.ts';
import { type Failure, whyText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering, partialText } from '../answering.ts';
import type { Honesty } from '../list-facts.ts';
import type { Round } from '../polled-source.ts';
import type { Once } from '../source.ts';

/** Longest wait for one answer, milliseconds. */
export const answerLimit = 2000;

/** A server that did not answer, and why, where that is more than that it did not. */
export type Unheard = { name: string; why: string };

/** What came of the last round. */
export type LinksAsked = {
	asked: number;
	answered: number;
	unheard: readonly Unheard[];
	/** Names of servers that told of more than is read. */
	cut: readonly string[];
	/** The subject that our user may not ask on. */
	denied?: string;
	/** When it ended, by our clock; absent before the first. */
	at?: number;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
};

export const nothingAsked: LinksAsked = { asked: 0, answered: 0, unheard: [], cut: [] };

type Needs<Links> = {
	wire: Wire;
	servers: readonly ServerRow[];
	timeout: number;
	round?: Pick<Round<unknown>, 'signal' | 'spend'>;
	ask: (servers: readonly AskedServer[], round: LinksRound<Links>) => Promise<Failure | undefined>;
	onTold: (told: NonNullable<Parameters<LinksRound<Links>['onServer']>[1]['told']>) => void;
	/** A server has not answered. */
	onSilent?: (server: AskedServer) => void;
};

/** Asks servers that answer; what each tells is handed over at once. */
export const askAbout = async <Links>(needs: Needs<Links>): Promise<LinksAsked> => {
	const { wire, servers, timeout, round, ask, onTold, onSilent } = needs;
	const asked = answering(servers);
	const unheard: Unheard[] = [];
	const cut: string[] = [];
	const denied = await ask(asked, {
		...{ wire, timeout, signal: round?.signal, spend: round?.spend },
		onServer(server, { told, failure }) {
			if (told === undefined) {
				unheard.push({ name: server.name, why: whyText(failure) });
				onSilent?.(server);
				return;
			}
			if (told.isCut) cut.push(server.name);
			onTold(told);
		},
	});
	return {
		...{ asked: asked.length, answered: asked.length - unheard.length, unheard, cut, at: wire.now() },
		...(denied?.kind === 'denied' && { denied: permissionPattern(denied.subject) }),
	};
};

/** `7 of 8 answered: west-3`; `500 and words: west-3` where a server said why. */
export const answeredText = ({ asked, answered, unheard }: LinksAsked): string => {
	const names = unheard.map(({ name, why }) => (why === '' ? name : `${name} (${why})`));
	return `${answered} of ${asked} answered${names.length === 0 ? '' : `: ${firstAndMore(names)}`}`;
};

/** How complete a list is that rests on these answers alone. */
export const askedHonesty = (asked: LinksAsked, still: string): Honesty => {
	const { at, denied, every, cut } = asked;
	if (denied !== undefined) return { at, denied: { subject: denied, still } };
	if (at === undefined) return {};
	const said = answeredText(asked);
	const parts = [
		...(asked.answered < asked.asked ? [said] : []),
		...(cut.length > 0 ? [`the first 10,000 of ${firstAndMore(cut)}`] : []),
	];
	const none = asked.asked > 0 && asked.answered === 0;
	return {
		...{ at, every },
		...(none ? { failed: said } : parts.length > 0 ? { partial: parts.join('   ') } : { note: said }),
	};
};

/** What a command says of a round: why it failed, or what is missing. */
export const onceResult = <Snapshot>(
	snapshot: Snapshot,
	asked: LinksAsked,
	{ at, timeout, silent }: { at: number; timeout: number; silent: readonly string[] },
): Once<Snapshot> => {
	const { denied, answered, unheard } = asked;
	if (denied !== undefined) return { snapshot, at, failed: `not permitted to publish ${denied}` };
	if (asked.asked > 0 && answered === 0)
		return { snapshot, at, failed: unheard[0]?.why || `nothing in ${timeout / 1000}s` };
	const names = [...unheard.map(({ name }) => name), ...silent];
	const partial = partialText(answered, asked.asked + silent.length, names);
	return { snapshot, at, ...(partial && { partial }) };
};
