// After a report is saved the next one begins: the keyboard goes on in its first field.
{
  const until = performance.now() + 4000;
  const look = () => {
    const first = document.querySelector(".st-key-task-form [data-testid=stRadio] input");
    const stale = document.querySelector(".st-key-task-form [data-stale=true]");
    if (first && !stale) first.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}
