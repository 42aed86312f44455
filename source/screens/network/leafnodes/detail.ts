// The pane about the selected leafnode: what goes over it, what both ends say, and when it connected.

import { count } from '../../../format/number.ts';
import { emptyPane } from '../../../format/pane-title.ts';
import { roomyColumns } from '../../../format/screen-sizes.ts';
import { age, clock, rtt } from '../../../format/time.ts';
import { firstAndMore } from '../../../model/first-names.ts';
import { type LeafRow, leafName, roleOf } from '../../../model/network/leaf-row.ts';
import { versionNumber } from '../../../table/version-number.ts';
import type { Size } from '../../screen.ts';
import { type DetailLine, figureLine, flowLines, linkPane, troubleMark } from '../trends.ts';
import type { LeafLook } from './facts.ts';

/** Rows of a pane without room for what columns tell as well, and for many words. */
const fewRows = 5;

const compressionText = (compression: string | undefined): string | undefined =>
	compression === 'off' ? 'no compression' : compression;

const tripLine = ({ end, usualRtt, history }: LeafRow, width: number, look: LeafLook): DetailLine => {
	const { glyphs } = look;
	const write = (value: number): string => rtt(value, glyphs);
	const usual = usualRtt === undefined ? '' : ` (usually ${write(usualRtt)})`;
	return figureLine(
		['RTT', `${rtt(end.rtt, glyphs)}${usual}`, `SUBS ${count(end.subscriptions, glyphs)}`],
		{ trend: history, metric: 'rtt' },
		write,
		width,
		look,
	);
};

const addressLine = ({ end, server }: LeafRow): string =>
	[
		end.ip === undefined ? undefined : `${end.ip}${end.port === undefined ? '' : `:${end.port}`}`,
		compressionText(end.compression),
		end.isIsolated ? 'isolated: what other leafnodes send is not passed on to it' : undefined,
		end.cid === undefined ? undefined : `cid ${end.cid} of ${server.name}`,
	]
		.filter((part) => part !== undefined)
		.join('   ');

const otherEnd = (row: LeafRow, isRoomy: boolean, { glyphs }: LeafLook): string => {
	const { other, end, server } = row;
	if (other !== undefined) return `The leaf end says ${rtt(other.end.rtt, glyphs)}.`;
	if (end.isSpoke === undefined) return 'Which end dialled is not told before nats-server 2.9.15.';
	if (end.isSpoke) return `${server.name} dialled; its hub is not in this system, or does not answer.`;
	const why = isRoomy ? ': it does not share the system account, or does not answer' : '';
	return `The leaf end is not seen${why}.`;
};

const connectsText = ({ back, connects }: LeafRow, isRoomy: boolean): string => {
	if (back === undefined) return 'How often it connected is not known.';
	if (back === 0) return 'It has not connected anew within five minutes.';
	const most = isRoomy ? 5 : 2;
	const times = connects.slice(0, most).map((at) => clock(at));
	const more = connects.length > most ? ', …' : '.';
	return `It connected ${back === 1 ? 'once' : `${back} times`} in 5m: ${times.join(', ')}${more}`;
};

/** Servers list leafnodes among their connections since then. */
const listedSince = versionNumber('2.11.5') ?? 0;

/** The keys that lead on; none where the server does not answer. */
const lookAt = (row: LeafRow): string | undefined => {
	const { end, server, goneSince, isOld } = row;
	const name = leafName(row) ?? 'it';
	if (isOld) return undefined;
	if (row.remote !== undefined) return `Look at   1 ${server.name}   logs of it for "Leafnode"`;
	if (goneSince !== undefined)
		return `Look at   3 DISCONNECT of ${name}   logs of ${end.isSpoke ? server.name : name} for "Leafnode"`;
	const isListed = end.cid !== undefined && (versionNumber(server.version) ?? 0) >= listedSince;
	return `Look at   3 CONNECT of ${name}   1 ${server.name}${isListed ? `   4 cid ${end.cid}` : ''}`;
};

/** A remote of a configuration that has no connection. */
const remoteLines = (
	{ remote, end, server, goneSince = 0 }: LeafRow,
	{ nameOf, now }: LeafLook,
): DetailLine[] => {
	const { urls = [], isSure = false } = remote ?? {};
	const seen = `seen so for ${age(Math.max(0, now - goneSince))}`;
	return [
		`${server.name} is to dial ${firstAndMore(urls, 3)} for ${nameOf(end.account ?? '')}, and has no such connection, ${seen}.`,
		isSure
			? 'Clients of that account on it and behind that hub do not reach each other.'
			: `It may be disabled in its configuration: nats-server ${server.version ?? ''} does not say.`,
	];
};

const lines = (row: LeafRow, size: Size, look: LeafLook): readonly DetailLine[] => {
	const { goneSince, server, rates, history } = row;
	const name = leafName(row) ?? 'it';
	const isRoomy = size.height > fewRows;
	if (row.isOld)
		return [`${server.name} does not answer: this was ${age(look.now - row.heardAt)} ago.`, addressLine(row)];
	if (row.remote !== undefined) return remoteLines(row, look);
	if (goneSince !== undefined)
		return [
			row.wentWithServer
				? `${server.name} is gone, and ${name} has connected to no other server that is seen here.`
				: `${name} went at ${clock(goneSince)}: clients behind it reach nothing here, and nothing here reaches them.`,
			addressLine(row),
			connectsText(row, isRoomy),
		];
	return [
		...flowLines({ ...rates, trend: history }, size, look),
		tripLine(row, size.width, look),
		`${otherEnd(row, isRoomy, look)} ${connectsText(row, isRoomy)}`,
		...(isRoomy ? [addressLine(row)] : []),
	];
};

export const leafDetail = (
	row: LeafRow | undefined,
	size: Size,
	look: LeafLook,
	focused: boolean,
): string[] => {
	const { glyphs, nameOf } = look;
	if (row === undefined) return emptyPane('No leafnode is selected', size, focused, look.theme);
	const { troubles, end, server } = row;
	const account = end.account === undefined ? '' : ` / ${nameOf(end.account)}`;
	const place = roleOf(row) === 'leaf' ? 'dialled by' : 'at';
	const words = troubles.map(({ text }) => text);
	// The name is not cut for what is wrong besides.
	const wrong = size.width < roomyColumns ? firstAndMore(words, 1) : words.join('   ');
	const mark = troubleMark(troubles, wrong, glyphs);
	const title = `${leafName(row) ?? glyphs.none}${account} ${place} ${server.name}`;
	return linkPane(
		{ title, right: mark?.text, mark, lines: lines(row, size, look), look: lookAt(row) },
		size,
		look,
		focused,
	);
};
