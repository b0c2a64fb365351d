// How long to wait before the next try: doubling from half a second to 30 seconds, with jitter,
// so that fifty browsers do not come back to a restarted server in the same instant.

/**
 * @param {number} failures in a row, from 1
 * @param {number} random from 0 to 1
 * @returns {number} ms
 */
export function backoff(failures, random) {
  const ceiling = Math.min(30_000, 1000 * 2 ** (failures - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}
