package dev.parley.local.template;

/** Reads AWS::SES::EmailIdentity. */
final class EmailIdentityReader {
  private final ResourceReading reading;

  EmailIdentityReader(ResourceReading reading) {
    this.reading = reading;
  }

  EmailIdentityResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "mails end in a folder, where nobody checks or returns them",
        "DkimAttributes",
        "DkimSigningAttributes",
        "FeedbackAttributes",
        "MailFromAttributes",
        "ConfigurationSetAttributes");
    fields.nothing("it is for people", "Tags");
    String identity = fields.requiredText("EmailIdentity");
    fields.done();
    return new EmailIdentityResource(resource.id(), identity);
  }
}
