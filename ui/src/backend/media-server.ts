/**
 * Whether the media server gives this picture: asked when a clip does not play, to tell a file that cannot be decoded from a
 * server that is not reached.
 */
export function isServed(picture: string): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = picture;
  });
}
