import factory

from notifications.models import Message


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    key = factory.Sequence("letter:{}".format)
    to = factory.Sequence("person-{}@example.org".format)
    template = "letters/plain"
    subject = "About your place"
    text = "This letter is about your place.\n"
    html = "<p>This letter is about your place.</p>"
