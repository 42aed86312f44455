// Which leafnode remotes of a server's configuration have no connection, by the connections that the server tells of.

import type { LeafEntry } from './told.ts';

/** A hub that a server is configured to dial, for one of its accounts. */
export type LeafRemote = { account: string; urls: readonly string[] };

/** A remote without a connection; not sure where the server does not say whether it is disabled. */
export type MissingRemote = LeafRemote & { isSure: boolean };

const portOf = (url: string): number => Number(/:(\d+)$/.exec(url)?.[1]);

/** The host of `1.2.3.4:7422` or `[::1]:7422`, where it is an address and not a name. */
const addressOf = (url: string): string | undefined => {
	const host = url.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
	return /^[\d.]+$/.test(host) || host.includes(':') ? host : undefined;
};

/** Whether a connection may be to one of the addresses: a name says nothing of the address it stands for. */
const leadsTo = ({ urls }: LeafRemote, { ip, port }: LeafEntry): boolean =>
	urls.some((url) => portOf(url) === port && (addressOf(url) ?? ip) === ip);

/**
 * The remotes without a connection. A hub tells of further addresses, so a connection to another one may be that of any remote
 * of its account: what is left of these has the addresses of all of them. Where the server lets leafnodes in as well, those that
 * dialled it are no connections of remotes.
 */
export const unconnected = (
	remotes: readonly LeafRemote[],
	entries: readonly LeafEntry[],
	letsIn: boolean,
): readonly LeafRemote[] => {
	const missing: LeafRemote[] = [];
	for (const account of new Set(remotes.map((remote) => remote.account))) {
		let left = remotes.filter((remote) => remote.account === account);
		const others = entries.filter((entry) => {
			if (entry.account !== account) return false;
			const its = left.find((remote) => leadsTo(remote, entry));
			left = left.filter((remote) => remote !== its);
			return its === undefined;
		});
		const taken = others.filter(({ isSpoke }) => isSpoke !== false || !letsIn).length;
		if (taken === 0) missing.push(...left);
		else {
			const urls = [...new Set(left.flatMap((remote) => remote.urls))];
			for (let count = taken; count < left.length; count++) missing.push({ account, urls });
		}
	}
	return missing;
};

const said =
	/^leafnode remote for account "([^"]+)" \(urls=\[([^\]]*(?:\[[^\]]*\][^\]]*)*)\]\) is not connected$/;

/** The remotes that a server says of its own health are not connected. */
export const remotesInWords = (words: readonly string[]): readonly LeafRemote[] =>
	words.flatMap((text) => {
		const [, account, list = ''] = said.exec(text) ?? [];
		if (account === undefined) return [];
		const urls = [...list.matchAll(/"([^"]*)"/g)].map(([, url = '']) =>
			url.replace(/^[\w+-]+:\/\/(?:[^@/]*@)?/, ''),
		);
		return [{ account, urls }];
	});
