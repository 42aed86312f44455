// What our account uses of JetStream, and what it may use, as the meta leader tells it.

/** Limits that are none are absent. */
export type JetStreamLimits = {
	maxMemory?: number;
	maxStorage?: number;
	maxStreams?: number;
	maxConsumers?: number;
};

/** The use of a whole account, or of one of its tiers. */
export type TierUse = {
	memory?: number;
	storage?: number;
	/** Set aside by the limits of its streams, since 2.10. */
	reservedMemory?: number;
	reservedStorage?: number;
	streams?: number;
	consumers?: number;
	limits: JetStreamLimits;
};

export type JetStreamUse = TierUse & {
	domain?: string;
	api: { level?: number; total?: number; errors?: number };
	/** By the name of the tier, as R1 or R3; none where the account has no limits of its own for them. */
	tiers: ReadonlyMap<string, TierUse>;
};

/** One figure of what is used, and its limit. */
export type LimitUse = {
	what: 'STORE' | 'MEM' | 'STREAMS' | 'CONSUMERS';
	tier?: string;
	used: number;
	most?: number;
};

const usesOf = (use: TierUse, tier: string | undefined): LimitUse[] => {
	const { storage, memory, streams, consumers, limits } = use;
	const all: readonly (readonly [LimitUse['what'], number | undefined, number | undefined])[] = [
		['STORE', storage, limits.maxStorage],
		['MEM', memory, limits.maxMemory],
		['STREAMS', streams, limits.maxStreams],
		['CONSUMERS', consumers, limits.maxConsumers],
	];
	return all.flatMap(([what, used, most]) =>
		used === undefined
			? []
			: [{ what, used, ...(tier !== undefined && { tier }), ...(most !== undefined && { most }) }],
	);
};

const share = ({ used, most }: LimitUse): number => (most === undefined || most <= 0 ? -1 : used / most);

/** All uses; those of tiers in place of the whole, where there are any, the fullest first. */
export const limitUses = (use: JetStreamUse): readonly LimitUse[] => {
	const { tiers } = use;
	if (tiers.size === 0) return usesOf(use, undefined);
	const all = [...tiers].flatMap(([tier, part]) => usesOf(part, tier));
	return all.sort((a, b) => share(b) - share(a));
};

/** The share of a limit from which it is a warning, and from which it is critical. */
const [nearly, almost] = [0.8, 0.95];

/** How near a use is to its limit. */
export const healthOfUse = (use: LimitUse): 'warn' | 'crit' | undefined =>
	share(use) >= almost ? 'crit' : share(use) >= nearly ? 'warn' : undefined;

/** The share that is used, in percent; absent without a limit. */
export const percentOfUse = (use: LimitUse): number | undefined =>
	share(use) < 0 ? undefined : Math.round(share(use) * 100);
