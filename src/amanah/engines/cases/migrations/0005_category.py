from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_opened_as")]

    operations = [
        migrations.AddField(
            model_name="case", name="category", field=models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
    ]
