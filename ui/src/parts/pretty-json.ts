/** Returns a JSON text indented, with a line for each member; any other text unchanged. */
export function prettyJson(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer), null, 2);
  } catch {
    return answer;
  }
}
