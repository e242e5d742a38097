/**
 * Whether the media server serves this picture. It tells a file that cannot be decoded from a server that is not reached, when
 * a clip does not play.
 */
export function isServed(picture: string): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = picture;
  });
}
