// Names the variable that makes natstop the simulator; it has a file of its own, as every start of natstop loads it.

/** The environment variable with the simulator's settings as JSON; where it is set, natstop runs only the simulator. */
export const fleetVariable = 'NATSTOP_FLEET';
