/* Beside every sound of the page: what its audio really is, as a Web Audio graph hears it.
   Pieces of 0.7 s, so that a busy computer drops none; a sound is heard out when two more have come,
   for its last samples are on their way for as long as a piece of them lasts. */
(() => {
  const Real = window.Audio;
  window.heard = [];
  window.rate = 0;
  window.heardOut = 0;
  window.Audio = function Tapped() {
    const audio = new Real();
    const context = new AudioContext({ sampleRate: 22050 });
    const source = context.createMediaElementSource(audio);
    const tap = context.createScriptProcessor(16384, 1, 1);
    let pieces = 0;
    const outAt = [];
    tap.onaudioprocess = (event) => {
      const samples = event.inputBuffer.getChannelData(0);
      event.outputBuffer.getChannelData(0).set(samples);
      if (samples.some((sample) => sample !== 0))
        window.heard.push(Array.from(samples, (sample) => Math.round(32767 * sample)));
      pieces += 1;
      for (; outAt[0] <= pieces; outAt.shift()) window.heardOut += 1;
    };
    source.connect(tap);
    tap.connect(context.destination);
    window.rate = context.sampleRate;
    audio.addEventListener("ended", () => {
      if (!audio.src.endsWith("silence.wav")) outAt.push(pieces + 2);
    });
    return audio;
  };
})();
