// A swipe over the text: left is on, right is back (the other way round from right to left). Pure.

const LEAST = 56;
const STEEPEST = 0.5;
const LONGEST_MS = 600;

/**
 * @param {{x: number, y: number, at: number}} from
 * @param {{x: number, y: number, at: number}} to
 * @param {boolean} isRightToLeft
 * @returns {"on"|"back"|null}
 */
export function swiped(from, to, isRightToLeft) {
  const across = to.x - from.x;
  const down = Math.abs(to.y - from.y);
  if (Math.abs(across) < LEAST || down > Math.abs(across) * STEEPEST || to.at - from.at > LONGEST_MS) return null;
  return across < 0 !== isRightToLeft ? "on" : "back";
}
