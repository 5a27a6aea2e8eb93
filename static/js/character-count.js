// Says how much room is left in a text, only when it is nearly full or too long. Without it the hint below the box stands.
const numbers = new Intl.NumberFormat("nl-NL");
const characters = (count) => `${numbers.format(count)} ${count === 1 ? "teken" : "tekens"}`;
const PAUSE = 400; // milliseconds: who listens to a screen reader is not interrupted at every letter

// As the server counts: without space around it, a line end as one character and an emoji not by its halves.
const length = (box) => [...box.value.trim()].length;

function sentence(left, most) {
  if (left < 0) return `U bent ${characters(-left)} te ver.`;
  return left <= Math.max(10, most / 10) ? `U heeft nog ${characters(left)} over.` : "";
}

function limitBelow(box) {
  const limit = document.createElement("p");
  limit.id = `${box.id}_limit`;
  limit.className = "character-limit character-limit--bare";
  (box.closest(".utrecht-form-field__input") ?? box).after(limit);
  const described = box.getAttribute("aria-describedby");
  box.setAttribute("aria-describedby", described ? `${described} ${limit.id}` : limit.id);
  return limit;
}

function count(box) {
  const most = Number(box.dataset.mostCharacters);
  const limit = document.getElementById(`${box.id}_limit`) ?? limitBelow(box);
  const counter = document.createElement("span");
  counter.setAttribute("aria-live", "polite");
  limit.append(" ", counter);
  let timer;

  function tell() {
    const left = most - length(box);
    counter.textContent = sentence(left, most);
    limit.classList.toggle("character-limit--over", left < 0);
  }

  tell();
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  });
}

document.querySelectorAll("[data-most-characters]").forEach(count);
