// Writes what a simulated server says of its health.

import { type Moment, streamLeader } from './fleet-figures.ts';
import { metaLeader } from './fleet-groups.ts';
import type { FleetPlan, FleetServer } from './fleet-plan.ts';
import { readOptions } from './fleet-text.ts';

type Fault = { text: string; fields: string };

/** What keeps the server from being well, by its JetStream system, then by each copy that it has. */
const faultsOf = (
	server: FleetServer,
	plan: FleetPlan,
	moment: Moment,
	options: Readonly<Record<string, unknown>>,
): Fault[] => {
	// These two look at nothing that can fail while a server answers.
	const isShallow = options['js-server-only'] === true || options['js-enabled-only'] === true;
	if (!server.jetstream || isShallow) return [];
	if (metaLeader(server) === undefined)
		return [
			{ text: 'JetStream has not established contact with a meta leader', fields: '"type":"JETSTREAM"' },
		];
	if (options['js-meta-only'] === true) return [];
	return plan.assets.on(server).flatMap(([{ key }, streams]) =>
		streams
			.filter((stream) => streamLeader(stream, moment) === undefined)
			.map(({ name }) => ({
				text: `JetStream stream '${key} > ${name}' is not current: no leader`,
				fields: `"type":"STREAM","account":"${key}","stream":"${name}"`,
			})),
	);
};

/** The data of HEALTHZ, with all faults where details are asked for, else with the first. */
export const healthText = (server: FleetServer, plan: FleetPlan, payload: string, now: number): string => {
	const options = readOptions(payload) ?? {};
	const faults = faultsOf(server, plan, { now, plantedAt: plan.assets.plantedAt }, options);
	const [first] = faults;
	if (first === undefined) return '{"status":"ok","status_code":200}';
	if (options.details !== true) return `{"status":"unavailable","status_code":503,"error":"${first.text}"}`;
	const errors = faults.map(({ text, fields }) => `{${fields},"error":"${text}"}`);
	return `{"status":"error","status_code":503,"errors":[${errors.join(',')}]}`;
};
