import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core.environment import refuse_weak_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

refuse_weak_keys(settings)
application = get_wsgi_application()
