// Notices of a connection that is of no use: the wrong account, or closed for good.

import type { LinkState } from '../model/link.ts';
import type { Theme } from '../theme.ts';
import type { Notice } from './notice.tsx';

/** The notice where the account is not the system account; `outcome` is the result of the request for statsz, in words. */
export const notSystemAccountNotice = (
	link: LinkState,
	{
		subject,
		outcome,
		serverVersion,
		theme,
	}: { subject: string; outcome: string; serverVersion?: string; theme: Theme },
): Notice => {
	const { glyphs } = theme;
	const server = [link.serverName ?? glyphs.none, serverVersion, link.url].filter(
		(part) => part !== undefined,
	);
	return {
		lines: [
			{ text: `${glyphs.down} Connected, but not to the system account`, token: 'crit' },
			'',
			{ label: 'Server', text: server.join('   ') },
			{ label: 'User', text: link.user ?? glyphs.none },
			{ label: 'Account', text: link.accountName ?? glyphs.none },
			'',
			'natstop watches servers through $SYS, which only the system account can use.',
			{ label: 'Tried', text: `${subject}   ${glyphs.arrow} ${outcome}` },
			'',
			'Use credentials of a system-account user:',
			'  natstop --context CONTEXT',
			`  natstop --server ${hostOf(link.url)} --creds FILE`,
			'',
			'On a server without operator mode, the user belongs under the account',
			'named by system_account (default $SYS).',
		],
		keys: [
			['r', 'retry'],
			['y', 'copy details'],
			['q', 'quit'],
		],
	};
};

/** The most denied subjects that are named. */
const mostDenied = 8;

/** The notice where the account is right, and the user lacks permissions. */
export const deniedNotice = (link: LinkState, denied: readonly string[], theme: Theme): Notice => {
	// Requests come first: without them nothing can be shown.
	const sorted = [...denied].sort((a, b) => Number(b.includes('publish')) - Number(a.includes('publish')));
	const limited = denied.every((text) => !text.startsWith('not permitted'));
	const why = limited ? 'the server allows too few subscriptions' : 'this user lacks permissions';
	return {
		lines: [
			{ text: `${theme.glyphs.down} No server is seen: ${why}`, token: 'crit' },
			'',
			{ label: 'Server', text: [link.serverName, link.url].filter((part) => part !== undefined).join('   ') },
			{ label: 'User', text: link.user ?? theme.glyphs.none },
			{ label: 'Account', text: link.accountName ?? theme.glyphs.none },
			'',
			...sorted.slice(0, mostDenied),
			...(denied.length > mostDenied ? [`and ${denied.length - mostDenied} more`] : []),
			'',
			'It needs $SYS.REQ.SERVER.PING and an inbox, or $SYS.SERVER.*.STATSZ.',
		],
		keys: [
			['r', 'ask again'],
			['y', 'copy details'],
			['q', 'quit'],
		],
	};
};

/** `nats.acme.internal` of `tls://nats.acme.internal:4222`; a port other than the default stays. */
const hostOf = (url: string): string => url.replace(/^\w+:\/\//, '').replace(/:4222$/, '');

/** The notice of a connection that is closed for good. */
export const closedNotice = (link: LinkState, theme: Theme): Notice => ({
	lines: [
		{ text: `${theme.glyphs.down} The connection is closed`, token: 'crit' },
		'',
		{ label: 'Server', text: link.url },
		{ label: 'User', text: link.user ?? theme.glyphs.none },
		{ label: 'Reason', text: link.error ?? 'no reason was given' },
		'',
		'natstop does not try again: start it anew.',
	],
	keys: [
		['y', 'copy details'],
		['q', 'quit'],
	],
});
