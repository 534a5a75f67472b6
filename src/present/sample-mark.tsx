/** On everything that practice mode shows. */
export function SampleMark() {
  return (
    <p class="sample-mark">
      <strong>SAMPLE</strong> Made for practice on this machine. Not a real credential.
    </p>
  );
}
