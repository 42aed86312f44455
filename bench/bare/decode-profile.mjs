// The least a script can do with a profile: unpack it, and decode it with pprof-format. `decode-profile.mjs FILE`.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';

const profile = Profile.decode(gunzipSync(readFileSync(process.argv[2])));
process.stdout.write(`decoded: ${profile.sample.length} stacks\n`);
