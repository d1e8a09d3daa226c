package dev.parley.local;

import static dev.parley.local.EventsCloud.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The page as a developer sees it, in Chromium where there is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInChromiumTest {
  // Held, because what was set on a logger that nobody holds is forgotten. It warns of every
  // browser that is newer than itself.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private EventsCloud events;
  private ChromeDriver browser;

  private static Optional<Path> installed(String... names) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    SELENIUM.setLevel(Level.SEVERE);
    Optional<Path> chromium = installed("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = installed("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(),
        "there is no Chromium with its driver here: the page is not opened");
    events = EventsCloud.start(LocalCloud.of(EventsCloud.template(folder)));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1200,1600");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build(),
            options);
    browser.get(events.cloud.servicesEndpoint() + "/");
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.quit();
    }
    if (events != null) {
      events.close();
    }
  }

  private String section(String id) {
    try {
      return browser.findElements(By.id(id)).stream()
          .map(WebElement::getText)
          .collect(Collectors.joining());
    } catch (StaleElementReferenceException e) {
      // The page has just shown something newer.
      return "";
    }
  }

  private void shows(String section, String... texts) {
    eventually(
        section + " shows " + List.of(texts),
        () -> {
          String shown = section(section);
          return Stream.of(texts).allMatch(shown::contains);
        });
  }

  @Test
  void everythingThatRunsIsShown() {
    shows("functions", "Hear");
    shows("queues", "Jobs", "DeadJobs");
    shows("streams", "Notes");
    shows("topics", "News", "sqs", "lambda");
    shows("schedules", "cron(0 * * * ? *)", "ENABLED");
    shows("tables", "Notes");
    shows("buckets", "files");
    shows("endpoints", "dynamodb", events.cloud.dynamoEndpoint().toString());
  }

  @Test
  void theButtonMovesTheClockAndWhatBecameDueIsHandled() {
    events.sqs.sendMessage(
        it ->
            it.queueUrl(events.output("Jobs"))
                .messageBody("{\"job\":\"<b>due</b>\"}")
                .delaySeconds(900));
    shows("queues", "Jobs");
    browser.findElement(By.cssSelector("button[data-by=PT15M]")).click();
    events.hears("<b>due</b>");
    eventually(
        "the page tells",
        () -> browser.findElement(By.id("said")).getText().equals("Moved by PT15M."));
    shows("clock", "ahead of real time by PT15M");
    shows("functions", "log:");
    assertThat(browser.findElements(By.cssSelector("#functions b"))).isEmpty();
  }

  @Test
  void aMoveThatIsRefusedIsSaid() {
    WebElement by = browser.findElement(By.id("by"));
    by.clear();
    by.sendKeys("yesterday");
    by.submit();
    eventually(
        "the page tells",
        () -> browser.findElement(By.id("said")).getAttribute("class").equals("trouble"));
  }

  @Test
  void nothingGoesWrongInTheBrowser() {
    shows("functions", "Hear");
    assertThat(browser.manage().logs().get("browser").getAll())
        .filteredOn(it -> !it.getMessage().contains("400"))
        .isEmpty();
  }
}
