// The dialog, notice or suggestions that lie over the screen, with their props.

import type { ReactNode } from 'react';
import type { DialogFacts } from '../dialogs/dialog.ts';
import { dialogBox, isPage } from '../dialogs/registry.ts';
import { pageTop } from '../dialogs/step-page.ts';
import type { LoggedEvent } from '../model/event.ts';
import type { LinkState } from '../model/link.ts';
import type { Theme } from '../theme.ts';
import { completeLine, type Known, suggestions } from '../ui/suggestions.ts';
import { commandTarget, type UiState } from '../ui/ui-state.ts';
import { connectingNotice, type Notice, noServersNotice } from '../views/notice.tsx';
import { closedNotice, deniedNotice, notSystemAccountNotice } from '../views/notice-refused.ts';
import { Overlay } from '../views/overlay.tsx';
import { SuggestionsOver } from '../views/suggestions.tsx';

/** The open dialog, if any. */
export const dialogOf = ({ dialog }: UiState, factsOf: () => DialogFacts): ReactNode => {
	if (dialog === undefined) return null;
	const facts = factsOf();
	const lines = dialogBox(dialog, facts);
	const { columns, rows } = facts.screen;
	if (lines.length === 0) return null;
	const top = isPage(dialog) ? pageTop(columns) : undefined;
	return <Overlay lines={lines} columns={columns} rows={rows} top={top} />;
};

/** The suggestions above a `:` line, while one is typed. */
export const suggestionsOf = (
	{ prompt }: UiState,
	knownOf: () => Known,
	screen: { columns: number; rows: number; theme: Theme },
): ReactNode => {
	if (prompt?.target !== commandTarget) return null;
	const known = knownOf();
	return (
		<SuggestionsOver
			found={suggestions(prompt.text, known)}
			taken={completeLine(prompt.text, known)}
			{...screen}
		/>
	);
};

export type NoticeFacts = {
	link: LinkState;
	/** The result of asking for statsz, in words, where the account turned out not to be the system account. */
	refused?: string;
	stepsDone: number;
	serverVersion?: string;
	servers: number;
	rounds: number;
	/** The permissions that our user was found to lack, a sentence each. */
	denied: readonly string[];
	/** The subject that servers are asked on. */
	subject: string;
	version: string;
	now: number;
	theme: Theme;
};

/** The notice that fills the screen while no server is known. */
export const noticeOf = (facts: NoticeFacts): Notice | undefined => {
	const { link, now, theme, subject, version, serverVersion, stepsDone } = facts;
	if (facts.refused !== undefined && link.phase === 'connected')
		return notSystemAccountNotice(link, { subject, outcome: facts.refused, serverVersion, theme });
	if (link.phase === 'connecting') return connectingNotice(link, { version, done: stepsDone, now, theme });
	if (link.phase === 'closed') return closedNotice(link, theme);
	if (facts.servers > 0 || link.phase === 'disconnected') return undefined;
	if (facts.denied.length > 0 && facts.rounds > 0) return deniedNotice(link, facts.denied, theme);
	return facts.rounds === 0 && now - link.since < 2000
		? connectingNotice(link, { version, done: 4, now, theme })
		: noServersNotice(link, { subject, asked: facts.rounds, since: link.since, now });
};

/** The errors of permission among the events, in words. */
export const deniedTexts = (events: readonly LoggedEvent[]): string[] =>
	events.flatMap(({ kind, text }) => (kind === 'DENIED' && text !== undefined ? text : []));

/** The link with the name of our account, where it is known. */
export const namedLink = (link: LinkState, names: ReadonlyMap<string, string>): LinkState => {
	const { accountName } = link;
	return { ...link, accountName: accountName && (names.get(accountName) ?? accountName) };
};
