/* The sound of videos: silent while the loudspeaker speaks, and then softly back. */

const RISE = 2000;
const STEP = 50;

/**
 * @param {number} loudest 0–1; 0 never sounds
 * @returns {{begin: (video: HTMLVideoElement) => void,
 *   set: (video: ?HTMLVideoElement, saying: boolean) => void}} set: again and again
 */
export function soundOf(loudest) {
  let rising = 0;

  function begin(video) {
    still();
    video.volume = 0;
    video.muted = loudest === 0;
    video.play().catch((error) => {
      if (error.name !== "NotAllowedError" || video.muted) return;
      // Until it is touched once, this browser plays without sound only.
      video.muted = true;
      video.play().catch(() => {});
    });
  }

  function set(video, saying) {
    if (!video || saying) {
      still();
      if (video) video.volume = 0;
    } else if (!rising && video.volume < loudest) {
      rising = setInterval(() => rise(video), STEP);
    }
  }

  function rise(video) {
    video.volume = Math.min(loudest, video.volume + (loudest * STEP) / RISE);
    if (video.volume === loudest) still();
  }

  function still() {
    clearInterval(rising);
    rising = 0;
  }

  return { begin, set };
}
