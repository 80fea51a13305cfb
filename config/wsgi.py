import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core.environment import refuse_weak_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

refuse_weak_key(settings.SECRET_KEY, real=settings.REAL)
application = get_wsgi_application()
