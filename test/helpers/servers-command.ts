// `natstop servers` as a function.

import { type ListFlags, listCommand } from '../../source/commands/list.ts';
import type { Config } from '../../source/config/config.ts';
import { servers } from '../../source/screens/servers/servers.ts';
import type { ExitCode, Output } from '../../source/system/output.ts';

export const serversCommand = (config: Config, flags: ListFlags, output: Output): Promise<ExitCode> =>
	listCommand(servers, config, flags, output);
