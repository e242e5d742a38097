/** Splits the prompt that is sent by shots and marks headings and names for display. Joined again, the pieces are the prompt. Pure. */

export interface Piece {
  readonly kind: 'plain' | 'heading' | 'name';
  readonly text: string;
}

const MARKED = /^Shot \d+:$|(?:^|[^A-Za-z0-9_.@-])(?<name>@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)/gmu;

/** The part of each shot, with what parts it from the next. */
export function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?=^Shot \d+:$)/m);
}

export function piecesOf(part: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const put = (kind: Piece['kind'], text: string): void => {
    if (text !== '') pieces.push({ kind, text });
    done += text.length;
  };
  for (const { 0: whole, index, groups } of part.matchAll(MARKED)) {
    const name = groups?.['name'];
    put('plain', part.slice(done, name === undefined ? index : index + whole.length - name.length));
    put(name === undefined ? 'heading' : 'name', name ?? whole);
  }
  put('plain', part.slice(done));
  return pieces;
}
