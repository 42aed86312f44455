// The pane about the selected leafnode: what goes over it, what both ends say, and when it connected.

import { bytes, count } from '../../../format/number.ts';
import { fillRows, paneTitle } from '../../../format/pane-title.ts';
import { width as cellsOf, fit, wrapText } from '../../../format/text.ts';
import { age, clock, rtt } from '../../../format/time.ts';
import { type LeafRow, leafName, roleOf } from '../../../model/network/leaf-row.ts';
import type { Size } from '../../screen.ts';
import type { LeafLook } from './facts.ts';

/** Times of connects named at most. */
const mostTimes = 5;

const rateText = (row: LeafRow, way: 'in' | 'out', { glyphs }: LeafLook): string => {
	const rate = row.rates?.[way];
	return rate === undefined ? glyphs.none : `${count(rate.msgs, glyphs)}/s ${bytes(rate.bytes, glyphs)}/s`;
};

const compressionText = (compression: string | undefined): string | undefined =>
	compression === 'off' ? 'no compression' : compression;

const figuresLine = (row: LeafRow, look: LeafLook): string => {
	const { end, usualRtt } = row;
	const { glyphs } = look;
	const usual = usualRtt === undefined ? '' : ` (usually ${rtt(usualRtt, glyphs)})`;
	return [
		`OUT ${rateText(row, 'out', look)}`,
		`IN ${rateText(row, 'in', look)}`,
		`SUBS ${count(end.subscriptions, glyphs)}`,
		`RTT ${rtt(end.rtt, glyphs)}${usual}`,
	].join('   ');
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

const otherEnd = (row: LeafRow, { glyphs }: LeafLook): string => {
	const { other, end, server } = row;
	if (other !== undefined) return `The leaf end says ${rtt(other.end.rtt, glyphs)}.`;
	if (end.isSpoke === undefined) return 'Which end dialled is not told before nats-server 2.9.15.';
	return end.isSpoke
		? `${server.name} dialled; its hub is not in this system, or does not answer.`
		: 'The leaf end is not seen: it does not share the system account, or does not answer.';
};

const connectsText = ({ back, connects }: LeafRow): string => {
	if (back === undefined) return 'How often it connected is not known.';
	if (back === 0) return 'It has not connected anew within five minutes.';
	const times = connects.slice(0, mostTimes).map((at) => clock(at));
	const more = connects.length > mostTimes ? ', …' : '';
	return `It connected ${back === 1 ? 'once' : `${back} times`} within five minutes: ${times.join(', ')}${more}.`;
};

const lines = (row: LeafRow, look: LeafLook): string[] => {
	const { goneSince, server, end } = row;
	const name = leafName(row) ?? 'it';
	if (row.isOld)
		return [`${server.name} does not answer: this was ${age(look.now - row.heardAt)} ago.`, addressLine(row)];
	if (goneSince !== undefined)
		return [
			row.wentWithServer
				? `${server.name} is gone, and ${name} has connected to no other server that is seen here.`
				: `${name} went at ${clock(goneSince)}: clients behind it reach nothing here, and nothing here reaches them.`,
			addressLine(row),
			connectsText(row),
			`Look at   3 DISCONNECT of ${name}   logs of ${end.isSpoke ? server.name : name} for "Leafnode"`,
		];
	return [
		figuresLine(row, look),
		addressLine(row),
		`${otherEnd(row, look)} ${connectsText(row)}`,
		`Look at   3 CONNECT of ${name}   1 ${server.name}`,
	];
};

export const leafDetail = (
	row: LeafRow | undefined,
	{ width, height }: Size,
	look: LeafLook,
	focused: boolean,
): string[] => {
	const { theme, glyphs, nameOf } = look;
	if (row === undefined)
		return fillRows(
			[paneTitle({ title: 'No leafnode is selected', columns: width, focused, theme })],
			height,
			width,
		);
	const { troubles, end, server } = row;
	const [worst] = troubles;
	const isCritical = worst?.severity === 'critical';
	const right =
		worst === undefined
			? ''
			: `${isCritical ? glyphs.down : '!'} ${troubles.map(({ text }) => text).join('   ')}`;
	const account = end.account === undefined ? '' : ` / ${nameOf(end.account)}`;
	const place = roleOf(row) === 'leaf' ? 'dialled by' : 'at';
	const said = lines(row, look).flatMap((line) =>
		cellsOf(line) <= width - 2 ? [line] : wrapText(line, width - 2),
	);
	return fillRows(
		[
			paneTitle({
				...{ title: `${leafName(row) ?? glyphs.none}${account} ${place} ${server.name}`, right },
				...{ columns: width, focused, theme },
				...(worst && { mark: { text: right, token: isCritical ? 'crit' : 'warn' } }),
			}),
			...said.slice(0, Math.max(0, height - 1)).map((line) => fit(` ${line}`, width, glyphs)),
		],
		height,
		width,
	);
};
