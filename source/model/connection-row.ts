// A connection with all that is known of it: who it is, what it does a second, and what is wrong with it.

import type { Trouble } from './checks/check.ts';
import type { Connection, ConnectionRates, Identity } from './connection.ts';
import type { ConnectionHistory } from './connection-history.ts';

/** Something that has gone on for rounds in a row. */
export type Streak = { rounds: number; since: number };

export type ConnectionRow = {
	key: string;
	/** The last answer about it. */
	last: Connection;
	identity?: Identity;
	rates?: ConnectionRates;
	/** When that reached us, our clock. */
	heardAt: number;
	/** The subject that its server was asked for, and found it to listen to. */
	listens?: string;
	/** Its server did not answer the last round: nobody knows whether it is still there. */
	isOld?: true;
	/** What waits for it has grown for so many rounds. */
	growing?: Streak;
	/** Its server has made it wait for so many rounds. */
	stalling?: Streak;
	/** The worst first. */
	troubles: readonly Trouble[];
	/** 0 where nothing is wrong, the greater the worse. */
	rank: number;
	/** Bytes that may wait for it before its server closes it. */
	maxPending?: number;
	/** The middle of the round trips of all connections of its server, milliseconds. */
	usualRtt?: number;
	history: ConnectionHistory;
};

/** What it sends and takes a second, bytes both ways together; 0 where that is not known. */
export const connectionLoad = ({ rates, isOld }: ConnectionRow): number =>
	isOld ? 0 : (rates?.inBytes ?? 0) + (rates?.outBytes ?? 0);
