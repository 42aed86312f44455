// Which dialog or notice lies over the screen, and what it is told.

import type { ReactNode } from 'react';
import type { Action } from './keymap.ts';
import type { ActionsOff, ProfileState, ReloadState } from './model/action.ts';
import type { FleetSnapshot, ServerRow } from './model/fleet.ts';
import type { LinkState } from './model/link.ts';
import type { ColumnHead } from './table/column.ts';
import type { Theme } from './theme.ts';
import { activeList, listOf, paneLists, type UiState } from './ui-state.ts';
import { Help } from './views/help.tsx';
import { KindsDialog } from './views/kinds-dialog.tsx';
import { connectingNotice, type Notice, noServersNotice } from './views/notice.tsx';
import { closedNotice, deniedNotice, notSystemAccountNotice } from './views/notice-refused.ts';
import { ProfileDialog } from './views/profile-dialog.tsx';
import { ProfileResult } from './views/profile-result.tsx';
import { ReloadDialog } from './views/reload-dialog.tsx';
import { SortDialog } from './views/sort-dialog.tsx';

export type DialogShown = {
	ui: UiState;
	fleet: FleetSnapshot;
	reload: ReloadState;
	profile: ProfileState;
	off: (server: ServerRow | undefined, action: 'reload' | 'profile') => ActionsOff | undefined;
	/** The subject of a reload, by the server's id. */
	reloadSubject: (id: string) => string;
	bound: readonly Action[];
	/** Columns of the list that keys act on. */
	sortChoices: readonly ColumnHead[];
	/** Where profiles go, as shown, and in full. */
	directory: string;
	cwd: string;
	scpHost?: string;
	now: number;
	columns: number;
	rows: number;
	theme: Theme;
};

/** The open dialog, if any. */
export const dialogOf = (shown: DialogShown): ReactNode => {
	const { ui, fleet, now, columns, rows, theme, off } = shown;
	const { dialog } = ui;
	const size = { columns, rows, theme };
	if (dialog === undefined) return null;
	const server = 'server' in dialog ? fleet.rows.find(({ key }) => key === dialog.server) : undefined;
	switch (dialog.name) {
		case 'help':
			return <Help {...dialog} {...size} actions={shown.bound} />;
		case 'sort':
			return (
				<SortDialog
					{...size}
					choices={shown.sortChoices}
					cursor={dialog.cursor}
					sort={listOf(ui, activeList(ui)).sort}
				/>
			);
		case 'kinds':
			return <KindsDialog {...size} cursor={dialog.cursor} off={listOf(ui, paneLists.events).off} />;
		case 'saved':
			return (
				<ProfileResult
					{...size}
					state={shown.profile}
					directory={shown.cwd}
					scpHost={shown.scpHost}
					now={now}
				/>
			);
		case 'reload':
			return server === undefined ? null : (
				<ReloadDialog
					{...size}
					state={shown.reload}
					server={server}
					subject={shown.reloadSubject(server.info.id)}
					off={off(server, 'reload')}
					now={now}
				/>
			);
		case 'profile':
			return server === undefined ? null : (
				<ProfileDialog
					{...size}
					server={server.info.name}
					id={server.info.id}
					kind={dialog.kind}
					level={dialog.level}
					seconds={dialog.seconds}
					directory={shown.directory}
					off={off(server, 'profile')}
				/>
			);
	}
};

export type NoticeFacts = {
	link: LinkState;
	/** Once nobody answers here, as this is not the system account: what asking came to. */
	refused?: string;
	stepsDone: number;
	serverVersion?: string;
	servers: number;
	rounds: number;
	/** What our user was found not to be permitted, a sentence each. */
	denied: readonly string[];
	/** What is asked, in full. */
	subject: string;
	version: string;
	now: number;
	theme: Theme;
};

/** The notice that takes the whole screen while there is nothing to watch. */
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
