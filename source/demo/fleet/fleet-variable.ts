// How natstop knows at its start that it is the simulator; alone in a file, as every start looks.

/** What the process is told in its environment, as JSON: natstop that finds this runs the simulator and nothing else. */
export const fleetVariable = 'NATSTOP_FLEET';
