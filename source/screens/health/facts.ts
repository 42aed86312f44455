// What cells of health depend on besides their row.

import type { KnownCheck } from '../../model/checks/all-checks.ts';
import type { CheckState, HealthFinding, ObjectKind } from '../../model/health/finding.ts';
import type { Column } from '../../table/column.ts';
import type { ScreenLook } from '../screen.ts';
import { type HealthShot, statesOf } from './snapshot.ts';

export type HealthFacts = {
	/** How the check of a finding stands. */
	stateOf: (finding: Pick<HealthFinding, 'kind' | 'check'>) => CheckState | undefined;
};

export type HealthColumn = Column<HealthFinding, HealthFacts>;

export type HealthLook = ScreenLook<HealthFacts>;

export type StateColumn = Column<CheckState>;

/** A check of a kind. */
export const stateKey = ({ kind, check }: { kind: ObjectKind; check: Pick<KnownCheck, 'id'> }): string =>
	`${kind} ${check.id}`;

export const healthFacts = (shot: HealthShot): HealthFacts => {
	let states: ReadonlyMap<string, CheckState> | undefined;
	return {
		stateOf({ kind, check }) {
			states ??= new Map(statesOf(shot).map((state) => [stateKey(state), state]));
			return states.get(stateKey({ kind, check: { id: check } }));
		},
	};
};
